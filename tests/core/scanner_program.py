"""A malware scanner for tests, in a process of its own: speaks clamd's INSTREAM, and misbehaves as it is told.

Run as: scanner_program.py PLACE MODE, where PLACE is a port or the path of a socket. Modes: scan (finds EICAR),
hang | die | cut (its verdict lacks its end) | limit | trickle. It ends by itself after a minute.
"""

import os
import signal
import socket
import struct
import sys

PLACE, MODE = sys.argv[1:3]
VERDICTS = {
    "limit": b"INSTREAM size limit exceeded. ERROR\0",
    "cut": b"stream: OK",
}


def exactly(line: socket.socket, count: int) -> bytes:
    got = b""
    while len(got) < count:
        more = line.recv(count - len(got))
        if not more:
            raise SystemExit("the client broke off")
        got += more
    return got


def stream(line: socket.socket) -> bytes:
    if exactly(line, len(b"zINSTREAM\0")) != b"zINSTREAM\0":
        raise SystemExit("an unknown command")
    content = b""
    while length := struct.unpack("!I", exactly(line, 4))[0]:
        content += exactly(line, length)
    return content


def answer(line: socket.socket) -> None:
    content = stream(line)
    if MODE == "die":
        os._exit(1)
    if MODE == "hang":
        signal.pause()
    while MODE == "trickle":
        line.sendall(b".")
        signal.sigtimedwait((), 0.02)
    found = b"stream: Eicar-Signature FOUND\0" if b"EICAR" in content else b"stream: OK\0"
    line.sendall(VERDICTS.get(MODE, found))


signal.alarm(60)
if PLACE.isdecimal():
    listener = socket.create_server(("127.0.0.1", int(PLACE)))
else:
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(PLACE)
    listener.listen()
print("ready", flush=True)  # noqa: T201
while True:
    accepted, _ = listener.accept()
    with accepted:
        answer(accepted)
