# Prints the TCP packets with a payload that this network sees, each as a line: its source, its target, and the first byte of the payload.
import socket
import struct

ALL_PROTOCOLS = 3
TCP = 6

packets = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(ALL_PROTOCOLS))
print("ready", flush=True)
while True:
    packet = packets.recv(65535)
    if len(packet) < 40 or packet[0] >> 4 != 4 or packet[9] != TCP:
        continue
    head = (packet[0] & 15) * 4
    source, target = (socket.inet_ntoa(packet[start : start + 4]) for start in (12, 16))
    source_port, target_port = struct.unpack("!HH", packet[head : head + 4])
    length = struct.unpack("!H", packet[2:4])[0]
    payload = packet[head + (packet[head + 12] >> 4) * 4 : length]
    if payload:
        print(f"{source}:{source_port} {target}:{target_port} {payload[0]}", flush=True)
