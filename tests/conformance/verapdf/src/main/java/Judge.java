import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * One process for many files. Each line of the input is "flavour TAB path"; each line of the output is
 * {"flavour": "3a", "passed": true, "failed": [{"clause": "7.18.1", "test": 1, "message": "…", "where": "…"}], "error": ""}.
 */
public final class Judge {
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] parts = line.split("\t", 2);
            out.println(judged(parts[0], parts[1]));
        }
    }

    private static String judged(String name, String path) {
        PDFAFlavour flavour = PDFAFlavour.fromString(name);
        try (InputStream data = new FileInputStream(path);
                PDFAParser parser = Foundries.defaultInstance().createParser(data, flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            List<TestAssertion> failed = result.getTestAssertions().stream()
                    .filter(assertion -> assertion.getStatus() == TestAssertion.Status.FAILED).limit(50)
                    .collect(Collectors.toList());
            return answer(name, result.isCompliant(), failed, "");
        } catch (Exception error) {
            return answer(name, false, List.of(), String.valueOf(error));
        }
    }

    private static String answer(String flavour, boolean passed, List<TestAssertion> failed, String error) {
        String list = failed.stream().map(Judge::failure).collect(Collectors.joining(","));
        return "{\"flavour\":" + quoted(flavour) + ",\"passed\":" + passed + ",\"failed\":[" + list + "],\"error\":"
                + quoted(error) + "}";
    }

    private static String failure(TestAssertion assertion) {
        return "{\"clause\":" + quoted(assertion.getRuleId().getClause())
                + ",\"test\":" + assertion.getRuleId().getTestNumber()
                + ",\"message\":" + quoted(assertion.getMessage())
                + ",\"where\":" + quoted(assertion.getLocation() == null ? "" : assertion.getLocation().getContext()) + "}";
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : String.valueOf(text).toCharArray()) {
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
