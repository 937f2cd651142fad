package org.sivig.ecrf.account;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What somebody was refused, known by the text that the log keeps; of two that fit it is the first. */
public enum Refusal {
    READ_AGAIN("read this answer a second time"),
    ENTER("enter data of this site"),
    EXPORT("export data"),
    VERIFY_CHAINS("verify the audit chains"),
    VERIFY_DATA("verify data of this site"),
    PLAN_VERIFICATION("plan the verification"),
    SEE_VISITS("see monitoring visits"),
    COMPARE_SITES("compare sites"),
    DRAW_SAMPLES("draw samples"),
    TAKE_CASEBOOKS("take casebooks of this site through (.+)"),
    ADMINISTER("administer accounts"),
    MAKE_CHECKS("make checks of the study"),
    TAKE_PACKAGE("take this package any more"),
    SEE_PATIENTS("see patients"),
    SEE_NUMBERS("see numbers of all sites"),
    TYPE_COMPUTED("type what is computed: (.+)"),
    SEE_COLUMNS("see these columns"),
    SEE_ITEM("see this item"),
    RAISE_QUERIES("raise queries at (.+)"),
    END_SESSION("end a session of (.+)"),
    END_SESSIONS("end all sessions"),
    MAIL_LINK("mail a link to (.+)"),
    MAKE_LINK("make a link for (.+)"),
    MAKE_SITE("make site (.*)"),
    MAKE_ACCOUNT("make (.*)"),
    CHANGE_SITE("change site (.+)"),
    CHANGE_ACCOUNT("change (.+)"),
    APPROVE("approve (.+)"),
    DEACTIVATE("deactivate (.+)"),
    REACTIVATE("reactivate (.+)"),
    RESET_FACTOR("reset the second factor of (.+)"),
    RECORD_REVIEW("record a review of rights"),
    RECORD_DUTY("record a duty of (.+)"),
    END_DUTY("end a duty of (.+)"),
    CLOSE_SITE("close site (.+)"),
    REOPEN_SITE("reopen site (.+)"),
    QUERY_STEP("[A-Z_]+ (.+)"),
    VERIFY_IDENTITY(Pattern.compile("Identity is not verified")),
    SAVED_VIEW(Pattern.compile("Not a view of this user"));

    private final Pattern kept;

    Refusal(String what) {
        this(Pattern.compile("Not allowed to " + what, Pattern.DOTALL));
    }

    Refusal(Pattern kept) {
        this.kept = kept;
    }

    /** Empty where the text is none that the log keeps of a refusal today. */
    public static Optional<Refusal> of(String kept) {
        return Arrays.stream(values()).filter(refusal -> refusal.kept.matcher(kept).matches()).findFirst();
    }

    /** A regular expression of the texts that the log keeps of it. */
    String kept() {
        return kept.pattern();
    }

    /** Whether its text names something. */
    boolean names() {
        return kept.matcher("").groupCount() > 0;
    }

    /** What the text names: an account, a site, a step; empty when nothing. */
    public String named(String text) {
        Matcher found = kept.matcher(text);
        return names() && found.matches() ? found.group(1) : "";
    }
}
