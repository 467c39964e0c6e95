#!/usr/bin/python3
"""Stands in for a program that has no package: it reads its configuration, writes to its data directory, and listens at its ports.

It answers what the real program is asked for here, at the same ports and paths, and says in a header that it is a stand-in; what it does
not know is not found, so that a wrong path fails as it would with the real program. GET /stand-in is answered with what the container is
given, as JSON: its arguments, its user, the files it can read with their sizes, the directories it can and cannot write to. A file that is
named and cannot be read ends it, as it would end the real program.
"""
import json
import os
import signal
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def readable(directory):
    files = {}
    for root, _, names in os.walk(directory):
        for name in names:
            path = os.path.join(root, name)
            with open(path, "rb") as file:
                files[path] = len(file.read())
    if not files:
        sys.exit(f"stand-in: {directory} holds no file")
    return files


def is_writable(directory):
    try:
        path = os.path.join(directory, ".stand-in")
        with open(path, "a", encoding="ascii") as file:
            file.write("x")
        return True
    except OSError:
        return False


def configurations(arguments):
    return [argument.split("=", 1)[1] for argument in arguments if argument.startswith(("--config=", "-config.file="))]


READS = os.environ["STAND_IN_READS"]
WRITES = os.environ["STAND_IN_WRITES"].split()
ANSWERS = os.environ["STAND_IN_ANSWERS"].split()
for named in configurations(sys.argv[1:]):
    with open(named, "rb"):
        pass
for directory in WRITES:
    if not is_writable(directory):
        sys.exit(f"stand-in: {directory} cannot be written to")

DESCRIPTION = {
    "arguments": sys.argv[1:],
    "user": os.getuid(),
    "group": os.getgid(),
    "reads": readable(READS),
    "writes": {directory: is_writable(directory) for directory in [*WRITES, READS, "/", "/tmp"]},
    "environment": sorted(os.environ),
    "reloads": 0,
}


class Answer(BaseHTTPRequestHandler):
    server_version = "stand-in"

    def do_GET(self):
        is_description = self.path == "/stand-in"
        is_metrics = self.path == "/metrics"
        body = json.dumps(DESCRIPTION) if is_description else "stand_in_up 1\n" if is_metrics else "stand-in: ready\n"
        self.answer(is_description, "application/json" if is_description else "text/plain; version=0.0.4", body.encode())

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.answer(False, self.headers.get("Content-Type") or "text/plain", b"")

    def answer(self, always, kind, body):
        asked = f"{self.server.server_port}:{self.command}{self.path.partition('?')[0]}"
        is_known = always or asked in ANSWERS
        if not is_known:
            kind, body = "text/plain", f"stand-in: no answer to {asked}\n".encode()
        self.send_response(200 if is_known else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
signal.signal(signal.SIGHUP, lambda *_: DESCRIPTION.update(reads=readable(READS), reloads=DESCRIPTION["reloads"] + 1))
PORTS = sorted({int(answer.split(":")[0]) for answer in ANSWERS})
for port in PORTS:
    server = ThreadingHTTPServer(("0.0.0.0", port), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
print(f"stand-in: listening at {PORTS}", flush=True)
while True:
    signal.pause()
