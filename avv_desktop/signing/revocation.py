"""What long-term proof needs: the certificates of each chain, and for each of them whether it was revoked.

Taken from files a person gives, or, only if that is allowed, from the places the certificates themselves name.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from asn1crypto import crl, ocsp, pem, x509
from msgspec import Struct
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.authority import AuthorityWithCert
from pyhanko_certvalidator.errors import RevokedError
from pyhanko_certvalidator.fetchers.common_utils import (
    enumerate_delivery_point_urls,
    format_ocsp_request,
    gather_aia_issuer_urls,
)

from avv_desktop.errors import InputError, ProofMissing
from avv_desktop.signing import chains, network
from avv_desktop.signing.certificates import subject_name
from avv_desktop.signing.chains import Material
from avv_desktop.signing.waiting import finished
from avv_desktop.system.language import tr

TOLERANCE = datetime.timedelta(minutes=5)
"""How far the clocks of an authority and ours may lie apart."""
CERTIFICATE_LARGEST = 1024 * 1024


class Sources(Struct, frozen=True):
    """Where it may come from. given: from files. anchors: believed certificates, where chains may end.

    online: the places that certificates name may be asked.
    """

    given: Material = Material()
    anchors: tuple[x509.Certificate, ...] = ()
    online: bool = False
    seconds: float = network.SECONDS


def from_files(crls: Sequence[bytes] = (), ocsps: Sequence[bytes] = ()) -> Material:
    """Revocation lists (DER or PEM) and OCSP answers (DER). Raises InputError for a file that is neither."""
    try:
        lists = tuple(_whole(crl.CertificateList, pem.unarmor(d)[2] if pem.detect(d) else d) for d in crls)
    except (ValueError, TypeError, KeyError) as error:
        raise InputError(path=tr("A revocation list"), reason=tr("It is neither PEM nor DER.")) from error
    try:
        answers = tuple(_whole(ocsp.OCSPResponse, d) for d in ocsps)
    except (ValueError, TypeError, KeyError) as error:
        raise InputError(path=tr("An OCSP answer"), reason=tr("It is no answer of an OCSP service.")) from error
    return Material((), lists, answers)


def _whole(kind, data: bytes):
    """Parsed to the end, so that nothing fails later."""
    found = kind.load(data, strict=True)
    found.native  # noqa: B018
    return found


def gathered(certificate: x509.Certificate, moment: datetime.datetime, known: Material, sources: Sources) -> Material:
    """Everything that speaks for `certificate` at `moment`: its chain, and a word on each of its certificates.

    Of `known` (it lies in the file already) only what is missing is looked for. Raises ProofMissing, naming whose
    certificate it is that nothing is known of.
    """
    have = known + sources.given
    pool = [*have.certificates, *sources.anchors]
    found = chains.chain(certificate, pool)
    while not chains.complete(found, sources.anchors):
        above = _issuer_fetched(found[-1], sources)
        pool.append(above)
        found = chains.chain(certificate, pool)
    kept = Material(tuple(found))
    for each, above in chains.asked_about(found):
        kept += _word(each, above, moment, have, sources)
    if reason := finished(_fault(found, kept, moment)):
        raise ProofMissing(reason=reason)
    return kept


async def _fault(found: list[x509.Certificate], kept: Material, moment: datetime.datetime) -> str:
    """What a judge who believes the top of the chain would say against it; empty if nothing."""
    name = subject_name(found[0])
    if len(found) == 1:
        return ""
    judge = ValidationContext(
        trust_roots=[found[-1]],
        other_certs=list(kept.certificates),
        crls=list(kept.crls),
        ocsps=list(kept.ocsps),
        allow_fetching=False,
        revocation_mode="hard-fail",
        retroactive_revinfo=True,
        moment=moment,
        time_tolerance=TOLERANCE,
    )
    try:
        await CertificateValidator(found[0], found[1:], validation_context=judge).async_validate_usage(set())
    except RevokedError:
        return tr("The certificate of {name}, or one above it, was revoked before this signature.", name=name)
    except Exception as error:  # whatever a foreign authority sends
        return tr(
            "What the authority says of the certificate of {name} does not hold: {reason}",
            name=name,
            reason=str(error)[:200],
        )
    return ""


def _word(
    certificate: x509.Certificate,
    above: x509.Certificate,
    moment: datetime.datetime,
    have: Material,
    sources: Sources,
) -> Material:
    """The lists and answers that speak for one certificate, with the certificates of who answered."""
    fitting = _only(certificate, above, moment, have)
    if not (fitting.crls or fitting.ocsps):
        fetched, why = _fetched(certificate, above, sources)
        fitting = _only(certificate, above, moment, fetched)
        if not (fitting.crls or fitting.ocsps):
            name = subject_name(certificate)
            said = tr("Whether the certificate of {name} was revoked could not be found out.", name=name)
            raise ProofMissing(reason=f"{said} {why}".strip())
    return fitting


def _only(certificate, above, moment: datetime.datetime, material: Material) -> Material:
    """What of `material` speaks for this certificate at `moment`: answers first, a list only without one."""
    answers = tuple(
        each for each in material.ocsps if chains.covered(certificate, above, Material(ocsps=(each,)), moment)
    )
    if answers:
        return Material(tuple(each for answer in answers for each in responders(answer)), (), answers[-1:])
    lists = tuple(each for each in material.crls if chains.covered(certificate, above, Material(crls=(each,)), moment))
    return Material((), lists[-1:])


def responders(answer: ocsp.OCSPResponse) -> tuple[x509.Certificate, ...]:
    """The certificates that an OCSP answer brings along."""
    found = answer["response_bytes"]["response"].parsed["certs"]
    return tuple(found) if found.native else ()


# ---- over the network


def _fetched(certificate: x509.Certificate, above: x509.Certificate, sources: Sources) -> tuple[Material, str]:
    """An answer, else a list; and why there is none."""
    if not sources.online:
        return Material(), tr("Without a network its revocation list is needed as a file.")
    failed = []
    for url in certificate.ocsp_urls:
        try:
            return Material(ocsps=(_asked(url, certificate, above, sources),)), ""
        except (network.Unreachable, ValueError, TypeError, KeyError) as error:
            failed.append(_why(url, error))
    for point in certificate.crl_distribution_points:
        for url in enumerate_delivery_point_urls(point):
            try:
                return Material(crls=(_list(network.ask(url, seconds=sources.seconds)),)), ""
            except (network.Unreachable, ValueError, TypeError, KeyError) as error:
                failed.append(_why(url, error))
    return Material(), " ".join(failed)


def _why(url: str, error: Exception) -> str:
    return f"{url}: {error if isinstance(error, network.Unreachable) else tr('Its answer cannot be read.')}"


def _asked(url: str, certificate, above, sources: Sources) -> ocsp.OCSPResponse:
    request = format_ocsp_request(certificate, AuthorityWithCert(above), certid_hash_algo="sha1", request_nonces=False)
    data = network.ask(url, request.dump(), "application/ocsp-request", seconds=sources.seconds)
    answer = _whole(ocsp.OCSPResponse, data)
    if answer["response_status"].native != "successful":
        raise ValueError(answer["response_status"].native)
    return answer


def _list(data: bytes) -> crl.CertificateList:
    return _whole(crl.CertificateList, pem.unarmor(data)[2] if pem.detect(data) else data)


def _issuer_fetched(certificate: x509.Certificate, sources: Sources) -> x509.Certificate:
    """The issuer's certificate from where `certificate` says it lies. Raises ProofMissing."""
    for url in gather_aia_issuer_urls(certificate) if sources.online else ():
        try:
            found = _whole(x509.Certificate, network.ask(url, seconds=sources.seconds, largest=CERTIFICATE_LARGEST))
        except (network.Unreachable, ValueError, TypeError, KeyError):
            continue
        if chains.issued(found, certificate):
            return found
    raise ProofMissing(
        reason=tr("The certificate of whoever issued that of {name} is missing.", name=subject_name(certificate))
    )
