"""Media, as data: code to name; and which of them count as online (DOMAIN.md, "Advertising spend")."""

MEDIA = {
    "portal": "This portal",
    "national_press": "National press",
    "local_press": "Local press",
    "specialist_press": "Specialist press",
    "gaelic_media": "Gaelic media",
    "job_board": "Job board",
    "social_media": "Social media",
    "search_agency": "Search or agency",
    "broadcast_outdoor": "Broadcast or outdoor",
    "event": "Event",
}
ONLINE = frozenset({"portal", "job_board", "social_media"})
# Media in which a signpost can stand (a short advert that leads to the whole one), by the sign that its link ends in.
SIGNPOSTS = {
    "l": "local_press",
    "n": "national_press",
    "p": "specialist_press",
    "g": "gaelic_media",
    "s": "social_media",
    "b": "broadcast_outdoor",
    "e": "event",
}
