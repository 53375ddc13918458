# An HTTP/1.1 server that stops without a dropped request: python3 graceful_server.py
import os
import random
import signal
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PORT = int(os.environ.get("PORT", "8080"))
DRAIN_SECONDS = int(os.environ.get("KEELSON_DRAIN_SECONDS", "20"))
MAX_AGE_SECONDS = int(os.environ.get("KEELSON_CONNECTION_MAX_AGE_SECONDS", "300"))

draining = threading.Event()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # The client must be the one that gives up a connection without requests: Envoy does so after an hour, if it is told nothing else.
    timeout = 3700
    # Headers and body leave together; otherwise the body waits 40 ms for the acknowledgement of the headers.
    wbufsize = -1
    disable_nagle_algorithm = True

    def setup(self):
        super().setup()
        # The tenth more or less keeps clients that came together from leaving together.
        self.deadline = time.monotonic() + MAX_AGE_SECONDS * random.uniform(0.9, 1.1)

    def end_headers(self):
        # A client sends no further request on a connection whose response says this, and opens a new one, which leads to another pod.
        if draining.is_set() or time.monotonic() > self.deadline:
            self.send_header("Connection", "close")
        super().end_headers()

    def do_GET(self):
        if self.path == "/readyz":
            self.answer(503 if draining.is_set() else 200, b"")
        else:
            self.answer(200, b"hello\n")

    def answer(self, status, body):
        self.send_response(status)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    # Threads that wait for a request must not keep the process alive.
    daemon_threads = True
    request_queue_size = 1024

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.lock = threading.Lock()
        self.open = 0

    def process_request(self, request, client_address):
        with self.lock:
            self.open += 1
        super().process_request(request, client_address)

    def shutdown_request(self, request):
        super().shutdown_request(request)
        with self.lock:
            self.open -= 1

    def drain(self):
        end = time.monotonic() + DRAIN_SECONDS
        while self.open > 0 and time.monotonic() < end:
            time.sleep(0.05)
        self.shutdown()


def main():
    server = Server(("", PORT), Handler)

    def stop(*_):
        draining.set()
        threading.Thread(target=server.drain).start()

    signal.signal(signal.SIGTERM, stop)
    print(f"listening on {PORT}", flush=True)
    server.serve_forever(poll_interval=0.1)


if __name__ == "__main__":
    main()
