package org.sivig.ecrf.casebook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.Collectors;
import org.sivig.ecrf.account.KeyedHash;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.study.Patient;
import org.springframework.stereotype.Component;

/**
 * What exactly is signed: who signs what and when, and below it a line for each answer, in the order of export names:
 * {@code ana=1}, {@code ana_titer=?ND}. Identity stands in it as a fingerprint, so that nobody without the key of the
 * vault finds it by trying.
 */
@Component
class SignedText {

    private final KeyedHash hash;

    SignedText(KeyedHash hash) {
        this.hash = hash;
    }

    String of(Patient patient, Signature signature, Casebook casebook) {
        String head = String.join("\n", "patient=" + patient.getNumber(), "forms=" + signature.getFormsVersion(),
                "signer=" + signature.getUsername(), "name=" + escaped(signature.getDisplayName()),
                "role=" + signature.getRole(), "meaning=" + signature.getMeaning(), "at=" + signature.getSignedAt(),
                "");
        return casebook.instances().stream().filter(instance -> !instance.answer().isBlank())
                .map(instance -> instance.exportName() + "=" + text(instance)).sorted()
                .collect(Collectors.joining("\n", head + "\n", "\n"));
    }

    /** SHA-256 of the text in UTF-8. */
    String hash(Patient patient, Signature signature, Casebook casebook) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
                    .digest(of(patient, signature, casebook).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String text(Casebook.Instance instance) {
        Answer<?> answer = instance.answer();
        String text = answer.missing() != null ? "?" + answer.missing().code()
                : escaped(Objects.requireNonNull(instance.item().text(answer.value())));
        return instance.item().isIdentity() ? hash.of("signed", text) : text;
    }

    /** On one line, and no value looks like a missing reason. */
    private static String escaped(String value) {
        String line = value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
        return line.startsWith("?") ? "\\" + line : line;
    }
}
