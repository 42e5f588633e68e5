"""A link as a picture that a phone reads."""

from io import BytesIO


def qr_png(link: str) -> BytesIO:
    """The QR code of a link as PNG, at its start."""
    import segno

    picture = BytesIO()
    segno.make(link, error="m", micro=False).save(picture, kind="png", scale=6, border=2)
    picture.seek(0)
    return picture
