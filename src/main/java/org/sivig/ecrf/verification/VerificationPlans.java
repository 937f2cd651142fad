package org.sivig.ecrf.verification;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.audit.Reason;
import org.sivig.ecrf.crf.TypedText;
import org.sivig.ecrf.account.Register;
import org.sivig.ecrf.account.Registers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The plan of what should be verified. A plan is never changed: another one takes its place, and all of them are kept. */
@Service
public class VerificationPlans {

    private final AccessPolicy policy;
    private final JdbcClient database;
    private final Registers registers;
    private final Clock clock;

    VerificationPlans(AccessPolicy policy, JdbcClient database, Clock clock, Registers registers) {
        this.registers = registers;
        this.policy = policy;
        this.database = database;
        this.clock = clock;
    }

    /** The plan that holds now; that everything should be verified while there is none. */
    @Transactional(readOnly = true)
    public VerificationPlan current() {
        return all().stream().findFirst().orElse(VerificationPlan.EVERYTHING);
    }

    /** Every plan there ever was, the last first. */
    @Transactional(readOnly = true)
    public List<VerificationPlan> all() {
        return database.sql("select * from verification_plan order by id desc").query((row, i) -> plan(row)).list();
    }

    private static VerificationPlan plan(ResultSet row) throws SQLException {
        return new VerificationPlan(VerificationPlan.read(row.getString("critical")), row.getInt("first_patients"),
                row.getInt("percent"), row.getLong("seed"), row.getString("made_by"),
                row.getObject("made_at", OffsetDateTime.class).toInstant(), row.getString("reason"));
    }

    /**
     * Puts another plan in the place of the one that holds. Those who were drawn by that stay as likely as the others: a new plan
     * draws anew, unless the share is the same.
     *
     * @param critical as {@link VerificationPlan#ITEMS} names them
     * @throws AccessDeniedException    when the user does not plan the verification
     * @throws IllegalArgumentException when there is no such plan, or no reason
     */
    @Transactional
    public VerificationPlan make(Set<String> critical, int first, int percent, String reason) {
        policy.requirePlansVerification();
        String why = TypedText.lines(reason);
        if (why.isEmpty() || why.length() > Reason.LENGTH) {
            throw new IllegalArgumentException("A reason of 1 to " + Reason.LENGTH + " characters is needed");
        }
        VerificationPlan before = current();
        long seed = before.percent() == percent && before != VerificationPlan.EVERYTHING ? before.seed()
                : new SecureRandom().nextInt(1_000_000_000);
        VerificationPlan plan = new VerificationPlan(critical, first, percent, seed, policy.viewer().username(), clock.instant(), why);
        KeyHolder key = new GeneratedKeyHolder();
        database.sql("insert into verification_plan (critical, first_patients, percent, seed, made_by, made_at, reason)"
                + " values (?, ?, ?, ?, ?, ?, ?)").params(plan.criticalText(), first, percent, seed, plan.by(),
                        plan.at().atOffset(ZoneOffset.UTC), why).update(key, "id");
        registers.added(Register.VERIFICATION_PLANS, key);
        return plan;
    }
}
