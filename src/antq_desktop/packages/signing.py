"""Private keys: drawing them, carrying them as bytes, sealing with them."""

import hashlib
import secrets
from dataclasses import dataclass

from asn1crypto import algos, core, pem
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from cryptography.hazmat.primitives.padding import PKCS7

from antq_desktop.packages.codes import refusal

PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
PSS = padding.PSS(padding.MGF1(hashes.SHA256()), 32)

# Largest scrypt cost whose memory openssl grants by default, made up for by parallel rounds.
_SCRYPT_N, _SCRYPT_R, _SCRYPT_P = 1 << 14, 8, 8


def generate_key() -> PrivateKey:
    """Draw a new ECDSA P-256 key."""
    return ec.generate_private_key(ec.SECP256R1())


def key_to_der(key: PrivateKey) -> bytes:
    """Write a key as plain PKCS#8; the caller wraps it before it reaches a disk."""
    return key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def key_from_der(data: bytes) -> PrivateKey:
    """Read a key that `key_to_der` wrote.

    Raises:
        PackageError: `E_KEY`.
    """
    try:
        key = serialization.load_der_private_key(data, None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise refusal("E_KEY", "private key") from error
    if not isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise refusal("E_KEY", "kind of private key")
    return key


def spki(key: x509.Certificate | PrivateKey | x509.CertificateSigningRequest) -> bytes:
    """DER of the SubjectPublicKeyInfo of a key, certificate or request."""
    return key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def fingerprint(certificate: x509.Certificate) -> str:
    """SHA-256 of the public key of a certificate, 64 hex digits."""
    return hashlib.sha256(spki(certificate)).hexdigest()


def fingerprint_groups(spki_sha256: str) -> tuple[str, ...]:
    """Split a fingerprint for reading over the telephone.

    Args:
        spki_sha256: 64 hex digits, as `fingerprint` gives.

    Returns:
        The first 128 bits as 8 groups of 4.
    """
    digits = spki_sha256.upper()
    return tuple(digits[place : place + 4] for place in range(0, 32, 4))


@dataclass(frozen=True, slots=True)
class Signer:
    """Who seals: certificate, intermediates (without the root) and the private key."""

    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    key: PrivateKey

    def __post_init__(self) -> None:
        if spki(self.certificate) != spki(self.key):
            raise refusal("E_KEY", "key and certificate differ")

    @classmethod
    def from_der(cls, key: bytes, certificate: bytes, chain: tuple[bytes, ...] = ()) -> "Signer":
        """Build a signer from stored bytes.

        Args:
            key: plain PKCS#8.
            certificate: DER of the device's certificate.
            chain: DER of the intermediates.

        Raises:
            PackageError: `E_KEY`.
        """
        try:
            certificates = [x509.load_der_x509_certificate(each) for each in (certificate, *chain)]
        except ValueError as error:
            raise refusal("E_KEY", "certificate") from error
        return cls(certificates[0], tuple(certificates[1:]), key_from_der(key))

    def sign(self, data: bytes) -> bytes:
        """Sign bytes: ECDSA with SHA-256, or RSA-PSS."""
        if isinstance(self.key, ec.EllipticCurvePrivateKey):
            return self.key.sign(data, ec.ECDSA(hashes.SHA256()))
        return self.key.sign(data, PSS, hashes.SHA256())

    @property
    def algorithm(self) -> algos.SignedDigestAlgorithm:
        """How `sign` signs, as a CMS names it."""
        if isinstance(self.key, ec.EllipticCurvePrivateKey):
            return algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"})
        mask = {"algorithm": "mgf1", "parameters": {"algorithm": "sha256"}}
        parameters = {
            "hash_algorithm": {"algorithm": "sha256"},
            "mask_gen_algorithm": mask,
            "salt_length": 32,
        }
        return algos.SignedDigestAlgorithm({"algorithm": "rsassa_pss", "parameters": algos.RSASSAPSSParams(parameters)})


class _ScryptParameters(core.Sequence):  # type: ignore[misc]
    """Parameters of scrypt. Source: RFC 7914, section 7."""

    _fields = [  # noqa: RUF012 - the shape asn1crypto asks for
        ("salt", core.OctetString), ("n", core.Integer), ("r", core.Integer), ("p", core.Integer),
    ]  # fmt: skip


class _Scrypt(core.Sequence):  # type: ignore[misc]
    """The key derivation with its parameters. Source: RFC 8018, A.2."""

    _fields = [("algorithm", core.ObjectIdentifier), ("parameters", _ScryptParameters)]  # noqa: RUF012


class _Parameters(core.Sequence):  # type: ignore[misc]
    """Parameters of PBES2. Source: RFC 8018, A.4."""

    _fields = [("kdf", _Scrypt), ("scheme", algos.EncryptionAlgorithm)]  # noqa: RUF012


class _Algorithm(core.Sequence):  # type: ignore[misc]
    """PBES2 with its parameters. Source: RFC 8018, A.4."""

    _fields = [("algorithm", core.ObjectIdentifier), ("parameters", _Parameters)]  # noqa: RUF012


class _EncryptedKey(core.Sequence):  # type: ignore[misc]
    """PKCS#8 EncryptedPrivateKeyInfo. Source: RFC 5208, section 6."""

    _fields = [("algorithm", _Algorithm), ("data", core.OctetString)]  # noqa: RUF012


def key_to_pem(key: PrivateKey, passphrase: bytes) -> bytes:
    """Write a key as PKCS#8 encrypted with AES-256 under scrypt; openssl reads it too.

    Args:
        key: the key.
        passphrase: UTF-8, NFC.
    """
    salt, start = secrets.token_bytes(16), secrets.token_bytes(16)
    wrapping = Scrypt(salt=salt, length=32, n=_SCRYPT_N, r=_SCRYPT_R, p=_SCRYPT_P).derive(passphrase)
    padder = PKCS7(128).padder()
    encryptor = Cipher(algorithms.AES(wrapping), modes.CBC(start)).encryptor()
    data = encryptor.update(padder.update(key_to_der(key)) + padder.finalize()) + encryptor.finalize()
    kdf = {
        "algorithm": "1.3.6.1.4.1.11591.4.11",
        "parameters": {"salt": salt, "n": _SCRYPT_N, "r": _SCRYPT_R, "p": _SCRYPT_P},
    }
    scheme = {"algorithm": "aes256_cbc", "parameters": start}
    parameters = {"kdf": kdf, "scheme": scheme}
    algorithm = {"algorithm": "1.2.840.113549.1.5.13", "parameters": parameters}
    der = _EncryptedKey({"algorithm": algorithm, "data": data}).dump()
    return bytes(pem.armor("ENCRYPTED PRIVATE KEY", der))


def key_from_pem(data: bytes, passphrase: bytes) -> PrivateKey:
    """Read a key that `key_to_pem` wrote.

    Raises:
        PackageError: `E_PASSPHRASE`, or `E_KEY` when it is no encrypted key at all.
    """
    try:
        key = serialization.load_pem_private_key(data, passphrase)
    except (TypeError, UnsupportedAlgorithm) as error:
        raise refusal("E_KEY", "private key") from error
    except ValueError as error:
        raise refusal("E_PASSPHRASE") from error
    if not isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise refusal("E_KEY", "kind of private key")
    return key
