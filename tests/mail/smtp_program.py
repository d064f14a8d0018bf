"""A real mail server for tests, in a process of its own: saves what it takes, and misbehaves as it is told.

Run as: smtp_program.py FOLDER PORT SECONDS [smtps|starttls]. It ends by itself after so many seconds. The file `mode`
of the folder says how it answers: accept | rcpt REPLY | data REPLY | hang | die-unsaved | die-saved. Mailboxes whose
name begins with "unknown" are always refused. With STARTTLS it wants the user "portal" and the password "p@ss/word".
"""

import asyncio
import os
import signal
import ssl
import sys
import uuid
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

FOLDER, PORT, SECONDS = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
SECURITY = sys.argv[4] if len(sys.argv) > 4 else ""
ACCEPTED = "250 2.0.0 OK"


def mode() -> tuple[str, str]:
    word, _, reply = (FOLDER / "mode").read_text().partition(" ")
    return word, reply


class Handler:
    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        word, reply = mode()
        if address.startswith("unknown"):
            return f"550 5.1.1 <{address}> is not known here"
        if word == "rcpt":
            return f"{reply} <{address}>"
        envelope.rcpt_tos.append(address)
        return ACCEPTED

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        word, reply = mode()
        if word == "data":
            return reply
        if word == "die-unsaved":
            os._exit(1)
        unfinished = FOLDER / f"{uuid.uuid4()}.unfinished"
        unfinished.write_bytes(envelope.content)
        unfinished.rename(unfinished.with_suffix(".eml"))
        if word == "die-saved":
            os._exit(1)
        if word == "hang":
            await asyncio.sleep(SECONDS)
        return ACCEPTED


def knows(_server: Any, _session: Any, _envelope: Any, _mechanism: str, login: LoginPassword) -> AuthResult:
    return AuthResult(success=login == LoginPassword(b"portal", b"p@ss/word"), handled=False)


async def serve() -> None:
    context = None
    options: dict[str, Any] = {"hostname": "mail.test.example"}
    if SECURITY:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(FOLDER / "certificate.pem", FOLDER / "key.pem")
    if SECURITY == "starttls":
        options |= {"tls_context": context, "require_starttls": True, "auth_required": True, "authenticator": knows}
    loop = asyncio.get_running_loop()
    secure = context if SECURITY == "smtps" else None
    server = await loop.create_server(lambda: SMTP(Handler(), loop=loop, **options), "127.0.0.1", PORT, ssl=secure)
    print("ready", flush=True)  # noqa: T201 - what the test waits for
    await server.serve_forever()


if __name__ == "__main__":
    signal.alarm(SECONDS)
    asyncio.run(serve())
