import eu.europa.esig.dss.crl.CRLBinary;
import eu.europa.esig.dss.crl.CRLUtils;
import eu.europa.esig.dss.crl.CRLValidity;
import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.diagnostic.jaxb.XmlObjectModification;
import eu.europa.esig.dss.enumerations.RevocationOrigin;
import eu.europa.esig.dss.enumerations.SubIndication;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.CRLSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.CRLToken;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.dss.validation.reports.Reports;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One process for many files. Each line of the input is "path TAB file TAB file…": certificates (DER or PEM) that are
 * trusted, and revocation lists (.crl, DER) that are known; nothing is fetched. Each line of the output is {"signatures": [{"field": "…", "format": "…",
 * "indication": "…", "sub_indication": "…", "intact": true, "modified": ["…"]}], "error": ""}.
 */
public final class Validator {
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(judged(line.split("\t")));
        }
    }

    private static String judged(String[] paths) {
        try {
            CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
            List<String> lists = new ArrayList<>();
            for (int n = 1; n < paths.length; n++) {
                if (paths[n].endsWith(".crl")) {
                    lists.add(paths[n]);
                } else {
                    trusted.addCertificate(DSSUtils.loadCertificate(new File(paths[n])));
                }
            }
            CommonCertificateVerifier verifier = new CommonCertificateVerifier();
            verifier.setTrustedCertSources(trusted);
            verifier.setAIASource(null);
            verifier.setCrlSource(known(lists));
            SignedDocumentValidator validator = SignedDocumentValidator.fromDocument(new FileDocument(paths[0]));
            validator.setCertificateVerifier(verifier);
            return answer(validator.validateDocument());
        } catch (Exception | LinkageError error) {
            return "{\"signatures\":[],\"error\":" + quoted(String.valueOf(error)) + "}";
        }
    }

    /** Answers from the lists on disk, as a distribution point would. */
    private static CRLSource known(List<String> paths) {
        return (certificate, issuer) -> {
            for (String path : paths) {
                try {
                    CRLBinary list = CRLUtils.buildCRLBinary(Files.readAllBytes(Path.of(path)));
                    CRLValidity validity = CRLUtils.buildCRLValidity(list, issuer);
                    if (validity.isValid()) {
                        CRLToken token = new CRLToken(certificate, validity);
                        token.setExternalOrigin(RevocationOrigin.EXTERNAL);
                        return token;
                    }
                } catch (IOException error) {
                    throw new UncheckedIOException(error);
                }
            }
            return null;
        };
    }

    private static String answer(Reports reports) {
        SimpleReport simple = reports.getSimpleReport();
        DiagnosticData data = reports.getDiagnosticData();
        List<String> found = new ArrayList<>();
        for (String id : simple.getSignatureIdList()) {
            SignatureWrapper signature = data.getSignatureById(id);
            SubIndication sub = simple.getSubIndication(id);
            found.add("{\"field\":" + quoted(String.join(",", signature.getSignatureFieldNames()))
                    + ",\"format\":" + quoted(String.valueOf(simple.getSignatureFormat(id)))
                    + ",\"indication\":" + quoted(String.valueOf(simple.getIndication(id)))
                    + ",\"sub_indication\":" + quoted(sub == null ? "" : sub.name())
                    + ",\"intact\":" + (signature.isSignatureIntact() && signature.isSignatureValid())
                    + ",\"modified\":[" + String.join(",", modifications(signature)) + "]"
                    + ",\"errors\":" + quoted(String.valueOf(simple.getAdESValidationErrors(id)))
                    + "}");
        }
        return "{\"signatures\":[" + String.join(",", found) + "],\"error\":\"\"}";
    }

    private static List<String> modifications(SignatureWrapper signature) {
        List<String> found = new ArrayList<>();
        if (!signature.getPdfExtensionChanges().isEmpty()) {
            found.add(quoted("extension"));
        }
        if (!signature.getPdfSignatureOrFormFillChanges().isEmpty()) {
            found.add(quoted("signature or form"));
        }
        if (!signature.getPdfAnnotationChanges().isEmpty()) {
            found.add(quoted("annotation"));
        }
        for (XmlObjectModification change : signature.getPdfUndefinedChanges()) {
            found.add(quoted("undefined " + change.getAction() + " " + change.getValue()));
        }
        if (signature.arePdfModificationsDetected() && found.isEmpty()) {
            found.add(quoted("visual"));
        }
        return found;
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
