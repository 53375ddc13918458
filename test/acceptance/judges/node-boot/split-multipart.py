# Splits MIME text from standard input with Python's own parser, as cloud-init does, into JSON on standard output.
import email
import email.policy
import json
import sys

message = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
parts = [part for part in message.walk() if not part.is_multipart()]
json.dump(
    {
        "multipart": message.is_multipart(),
        "defects": [type(defect).__name__ for each in [message, *parts] for defect in each.defects],
        "preamble": (message.preamble or "").strip(),
        "epilogue": (message.epilogue or "").strip(),
        "parts": [
            {
                "type": part.get_content_type(),
                "body": part.get_payload(decode=True).decode("utf-8", "strict"),
            }
            for part in parts
        ],
    },
    sys.stdout,
)
