"""A trusted list of a country that does not exist, signed by an operator of nobody (ETSI TS 119 612)."""

from __future__ import annotations

import base64
import datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree
from signxml import DigestAlgorithm, methods
from signxml.xades import XAdESSigner

from tests.unit import signing_pki as pki

COMPLIANCE, DEVICE, TYPE, ESIGN, ESEAL = (f"0.4.0.1862.1.{arc}" for arc in ("1", "4", "6", "6.1", "6.2"))
"""Statements of a qualified certificate (ETSI EN 319 412-5): qualified; key in a device; for what."""
TSL = "http://uri.etsi.org/02231/v2#"
GRANTED = "http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/granted"
WITHDRAWN = "http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/withdrawn"


def moment(at: datetime.datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def trusted_list(
    authority: pki.Authority,
    operator: pki.Authority,
    *,
    status: str = GRANTED,
    following: datetime.datetime | None = None,
    kind: str = "EUgeneric",
) -> bytes:
    """`authority` may issue qualified certificates for signatures, says `operator`."""
    issued = pki.now() - 20 * pki.DAY
    certificate = base64.b64encode(authority.certificate.public_bytes(Encoding.DER)).decode()
    text = f"""<TrustServiceStatusList xmlns="{TSL}" TSLTag="http://uri.etsi.org/19612/TSLTag" Id="list">
  <SchemeInformation>
    <TSLVersionIdentifier>5</TSLVersionIdentifier>
    <TSLSequenceNumber>28</TSLSequenceNumber>
    <TSLType>http://uri.etsi.org/TrstSvc/TrustedList/TSLType/{kind}</TSLType>
    <SchemeOperatorName><Name xml:lang="en">Muster Aufsicht</Name></SchemeOperatorName>
    <SchemeTerritory>XY</SchemeTerritory>
    <ListIssueDateTime>{moment(issued)}</ListIssueDateTime>
    <NextUpdate><dateTime>{moment(following or pki.now() + 90 * pki.DAY)}</dateTime></NextUpdate>
  </SchemeInformation>
  <TrustServiceProviderList><TrustServiceProvider>
    <TSPInformation><TSPName><Name xml:lang="en">Muster Zertifizierung GmbH</Name></TSPName></TSPInformation>
    <TSPServices><TSPService><ServiceInformation>
      <ServiceTypeIdentifier>http://uri.etsi.org/TrstSvc/Svctype/CA/QC</ServiceTypeIdentifier>
      <ServiceName><Name xml:lang="en">Muster qualifiziert</Name></ServiceName>
      <ServiceDigitalIdentity><DigitalId><X509Certificate>{certificate}</X509Certificate></DigitalId>
      </ServiceDigitalIdentity>
      <ServiceStatus>{status}</ServiceStatus>
      <StatusStartingTime>{moment(pki.now() - 300 * pki.DAY)}</StatusStartingTime>
      <ServiceInformationExtensions><Extension Critical="true"><AdditionalServiceInformation>
        <URI xml:lang="en">http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/ForeSignatures</URI>
      </AdditionalServiceInformation></Extension></ServiceInformationExtensions>
    </ServiceInformation></TSPService></TSPServices>
  </TrustServiceProvider></TrustServiceProviderList>
</TrustServiceStatusList>"""
    return _signed(etree.fromstring(text.encode()), operator)


def list_of_lists(signer: pki.Authority, operator: pki.Authority, address: str) -> bytes:
    """Says that the list of the country "XY" lies at `address` and is signed by `operator`."""
    certificate = base64.b64encode(operator.certificate.public_bytes(Encoding.DER)).decode()
    more = "http://uri.etsi.org/02231/v2/additionaltypes#"
    text = f"""<TrustServiceStatusList xmlns="{TSL}" TSLTag="http://uri.etsi.org/19612/TSLTag" Id="lists">
  <SchemeInformation>
    <TSLVersionIdentifier>5</TSLVersionIdentifier>
    <TSLSequenceNumber>300</TSLSequenceNumber>
    <TSLType>http://uri.etsi.org/TrstSvc/TrustedList/TSLType/EUlistofthelists</TSLType>
    <SchemeOperatorName><Name xml:lang="en">Muster Kommission</Name></SchemeOperatorName>
    <SchemeInformationURI><URI xml:lang="en">http://127.0.0.1/</URI></SchemeInformationURI>
    <SchemeTerritory>EU</SchemeTerritory>
    <PointersToOtherTSL><OtherTSLPointer>
      <ServiceDigitalIdentities><ServiceDigitalIdentity><DigitalId>
        <X509Certificate>{certificate}</X509Certificate></DigitalId></ServiceDigitalIdentity>
      </ServiceDigitalIdentities>
      <TSLLocation>{address}</TSLLocation>
      <AdditionalInformation>
        <OtherInformation><SchemeTerritory>XY</SchemeTerritory></OtherInformation>
        <OtherInformation><a:MimeType xmlns:a="{more}">application/vnd.etsi.tsl+xml</a:MimeType></OtherInformation>
      </AdditionalInformation>
    </OtherTSLPointer></PointersToOtherTSL>
    <ListIssueDateTime>{moment(pki.now() - 20 * pki.DAY)}</ListIssueDateTime>
    <NextUpdate><dateTime>{moment(pki.now() + 90 * pki.DAY)}</dateTime></NextUpdate>
  </SchemeInformation>
</TrustServiceStatusList>"""
    return _signed(etree.fromstring(text.encode()), signer)


def _signed(tree: etree._Element, operator: pki.Authority) -> bytes:
    signer = XAdESSigner(
        method=methods.enveloped,
        signature_algorithm="ecdsa-sha256",
        digest_algorithm=DigestAlgorithm.SHA256,
    )
    made = signer.sign(tree, key=operator.key, cert=[operator.certificate], always_add_key_value=False)
    return etree.tostring(made)


def qualified_person(
    name: str, issuer: pki.Authority, *, device: bool = True, kind: str = ESIGN, compliant: bool = True
) -> pki.Identity:
    """A certificate with statements of a qualified one."""
    plain = pki.identity(name, issuer)
    statements = _sequence(
        *([_sequence(_oid(COMPLIANCE))] if compliant else []),
        *([_sequence(_oid(DEVICE))] if device else []),
        _sequence(_oid(TYPE), _sequence(_oid(kind))),
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(plain.certificate.subject)
        .issuer_name(issuer.certificate.subject)
        .public_key(plain.certificate.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(plain.certificate.not_valid_before_utc)
        .not_valid_after(plain.certificate.not_valid_after_utc)
    )
    for extension in plain.certificate.extensions:
        builder = builder.add_extension(extension.value, extension.critical)
    statement = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.3.6.1.5.5.7.1.3"), statements)
    builder = builder.add_extension(statement, critical=False)
    return pki.Identity(plain.key, builder.sign(issuer.key, hashes.SHA256()), issuer)


def _sequence(*parts: bytes) -> bytes:
    inner = b"".join(parts)
    assert len(inner) < 128
    return b"\x30" + bytes([len(inner)]) + inner


def _oid(dotted: str) -> bytes:
    from asn1crypto.core import ObjectIdentifier

    return ObjectIdentifier(dotted).dump()
