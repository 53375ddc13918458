#!/bin/sh
# Stands in for sleep: a second of the tuner's program is a fifth of one, so that its waits and pauses pass as quickly.
tenths=$(($1 * 2))
exec /bin/sleep "$((tenths / 10)).$((tenths % 10))"
