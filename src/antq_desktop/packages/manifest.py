"""The ASiC manifest: the one XML text that is sealed, listing each payload file with its SHA-256."""

import base64
import binascii
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.parsers import expat

from antq_desktop.packages.codes import refusal
from antq_desktop.packages.zip_layout import DESCRIPTOR_NAME, SIGNATURE_NAME

_ASIC = "http://uri.etsi.org/02918/v1.2.1#"
_DSIG = "http://www.w3.org/2000/09/xmldsig#"
_SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"
_SIGNATURE_MIME = "application/pkcs7-signature"
_PLAIN = re.compile(r"[A-Za-z0-9._/+-]+")

_ROOT = (f"{_ASIC} ASiCManifest",)
_SIGREF = (*_ROOT, f"{_ASIC} SigReference")
_OBJECT = (*_ROOT, f"{_ASIC} DataObjectReference")
_METHOD = (*_OBJECT, f"{_DSIG} DigestMethod")
_VALUE = (*_OBJECT, f"{_DSIG} DigestValue")
_ATTRIBUTES: dict[tuple[str, ...], tuple[set[str], set[str]]] = {
    _ROOT: (set(), set()),
    _SIGREF: ({"URI", "MimeType"}, set()),
    _OBJECT: ({"URI", "MimeType"}, {"Rootfile"}),
    _METHOD: ({"Algorithm"}, set()),
    _VALUE: (set(), set()),
}


@dataclass(frozen=True, slots=True)
class Reference:
    """One payload file: its path, media type and SHA-256 (32 bytes)."""

    uri: str
    mime: str
    digest: bytes


def render(references: Iterable[Reference]) -> bytes:
    """Write the manifest.

    Lines end CRLF, so that `openssl cms -verify` succeeds with and without `-binary`.

    Args:
        references: every payload file, in the order of the container.

    Returns:
        The bytes to seal.
    """
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<asic:ASiCManifest xmlns:asic="{_ASIC}" xmlns:ds="{_DSIG}">',
        f'<asic:SigReference URI="{SIGNATURE_NAME}" MimeType="{_SIGNATURE_MIME}"/>',
    ]
    for reference in references:
        if not (_PLAIN.fullmatch(reference.uri) and _PLAIN.fullmatch(reference.mime)):
            raise refusal("E_TABLE", f"manifest entry {reference.uri}")
        root = ' Rootfile="true"' if reference.uri == DESCRIPTOR_NAME else ""
        value = base64.b64encode(reference.digest).decode("ascii")
        lines.append(
            f'<asic:DataObjectReference URI="{reference.uri}" MimeType="{reference.mime}"{root}>'
            f'<ds:DigestMethod Algorithm="{_SHA256}"/><ds:DigestValue>{value}</ds:DigestValue>'
            "</asic:DataObjectReference>"
        )
    lines.append("</asic:ASiCManifest>")
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8")


class _Reader:
    """Collects what expat reports; refuses whatever the format does not name."""

    def __init__(self) -> None:
        self.seals: list[str] = []
        self.objects: list[dict[str, str]] = []
        self._path: tuple[str, ...] = ()

    def refuse(self, *_: object) -> None:
        raise refusal("E_MANIFEST_XML", "declaration")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._path = (*self._path, name)
        if self._path not in _ATTRIBUTES:
            raise refusal("E_MANIFEST_XML", "element")
        needed, allowed = _ATTRIBUTES[self._path]
        if not needed <= attributes.keys() <= needed | allowed:
            raise refusal("E_MANIFEST_XML", "attribute")
        if self._path == _SIGREF:
            self.seals.append(attributes["URI"])
        elif self._path == _OBJECT:
            self.objects.append({**attributes, "digest": ""})
        elif self._path == _METHOD:
            if "Algorithm" in self.objects[-1]:
                raise refusal("E_MANIFEST_XML", "two digest methods")
            self.objects[-1].update(attributes)

    def end(self, _: str) -> None:
        self._path = self._path[:-1]

    def text(self, data: str) -> None:
        if self._path == _VALUE:
            self.objects[-1]["digest"] += data
        elif data.strip():
            raise refusal("E_MANIFEST_XML", "text")


def parse(data: bytes) -> dict[str, Reference]:
    """Read a manifest whose seal has been checked.

    Args:
        data: the bytes of the manifest.

    Returns:
        The references by path.

    Raises:
        PackageError: `E_MANIFEST_XML`, `E_MANIFEST_SIGREF`, `E_MANIFEST_DIGEST_ALG`, `E_MANIFEST_DUPLICATE`.
    """
    if not data.startswith(b"<") or b"\0" in data:
        raise refusal("E_MANIFEST_XML", "encoding")
    reader = _Reader()
    parser = expat.ParserCreate("utf-8", namespace_separator=" ")
    parser.StartDoctypeDeclHandler = reader.refuse
    parser.EntityDeclHandler = reader.refuse
    parser.ProcessingInstructionHandler = reader.refuse
    parser.CommentHandler = reader.refuse
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    try:
        parser.ParseFile(io.BytesIO(data))
    except expat.ExpatError as error:
        raise refusal("E_MANIFEST_XML", str(error)) from error
    if reader.seals != [SIGNATURE_NAME]:
        raise refusal("E_MANIFEST_SIGREF")
    references: dict[str, Reference] = {}
    for item in reader.objects:
        if item.get("Algorithm") != _SHA256:
            raise refusal("E_MANIFEST_DIGEST_ALG")
        if item["URI"] in references:
            raise refusal("E_MANIFEST_DUPLICATE")
        if item.get("Rootfile", "true") != "true" or ("Rootfile" in item) != (item["URI"] == DESCRIPTOR_NAME):
            raise refusal("E_MANIFEST_XML", "root file")
        references[item["URI"]] = Reference(item["URI"], item["MimeType"], _digest(item["digest"]))
    return references


def _digest(text: str) -> bytes:
    try:
        value = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise refusal("E_MANIFEST_XML", "digest") from error
    if len(value) != 32:
        raise refusal("E_MANIFEST_XML", "digest")
    return value
