"""Security headers of every answer; nothing of ours is inline, so the content policy allows nothing inline."""

from flask import Flask, Response, current_app

from recruitment.web.caching import Sessions, say_how_long

POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)


def set_headers(app: Flask) -> None:
    app.after_request(_set)
    app.session_interface = Sessions()


def _set(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", POLICY)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
    if current_app.config["SETTINGS"].is_served_over_https:
        headers.setdefault("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
    return say_how_long(response)
