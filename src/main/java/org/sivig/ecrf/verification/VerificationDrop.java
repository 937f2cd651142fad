package org.sivig.ecrf.verification;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.sivig.ecrf.audit.Act;
import org.sivig.ecrf.audit.AuditTrail;
import org.sivig.ecrf.casebook.AnswerListener;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.study.Patient;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Takes back that an answer is verified when another one takes its place, in the same transaction. */
@Component
public class VerificationDrop implements AnswerListener {

    private final JdbcTemplate database;
    private final AuditTrail audit;

    VerificationDrop(JdbcTemplate database, AuditTrail audit) {
        this.database = database;
        this.audit = audit;
    }

    @Override
    public List<String> answersChanged(Patient patient, List<Casebook.Change> changes) {
        if (patient.getVerified() == 0) {
            return List.of();
        }
        Map<Act.Place, Casebook.Change> changed = new LinkedHashMap<>();
        changes.forEach(change -> changed.putIfAbsent(Act.Place.of(change.instance()), change));
        List<Act.Place> places = List.copyOf(changed.keySet());
        int[] gone = database.batchUpdate(
                "delete from verification where patient_id = ? and form = ? and row_key = ? and item = ?",
                places.stream().map(at -> new Object[] {patient.getId(), at.form(), at.rowKey(), at.item()}).toList());
        List<Act.Place> fallen = IntStream.range(0, gone.length).filter(i -> gone[i] > 0).mapToObj(places::get)
                .toList();
        patient.addVerified(-fallen.size());
        return fallen.stream().map(place -> {
            Casebook.Change change = Objects.requireNonNull(changed.get(place));
            audit.act(patient, Act.VERIFICATION_DROPPED, place, null, text(change.instance(), change.before()), null,
                    null);
            return change.instance().exportName();
        }).toList();
    }

    /** The answer as the contract writes it, or the code of the reason. */
    public static String text(Casebook.Instance instance, Answer<?> answer) {
        return answer.missing() != null ? answer.missing().code()
                : Objects.requireNonNullElse(instance.item().text(answer.value()), "");
    }

    /** The reverse of {@link #text}. */
    public static Answer<?> answer(Item<?, ?> item, String text) {
        return Arrays.stream(MissingReason.values()).filter(reason -> reason.code().equals(text)).findFirst()
                .<Answer<?>>map(Answer::missing).orElseGet(() -> Answer.of(item.parse(text)));
    }
}
