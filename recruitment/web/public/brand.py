"""The brand's colour, as a style sheet."""

from flask import Response

from recruitment.core.viewers import Viewer
from recruitment.web import brand
from recruitment.web.doors import public


@public.get("/brand.css")
def brand_css(_viewer: Viewer) -> Response:
    return brand.brand_css()
