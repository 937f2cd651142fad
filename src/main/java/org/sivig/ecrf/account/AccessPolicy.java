package org.sivig.ecrf.account;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.study.life.QueryState;
import org.sivig.ecrf.study.life.QueryStep;
import org.sivig.ecrf.study.life.Transition;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Who may do what: the one place that decides, asked by every service for every call. The screens only mirror it.
 */
@Component
public class AccessPolicy {

    private static final String DOUBT = AccessPolicy.class.getName() + ".doubt";

    private final RecentProof proof;
    private final Refusals refusals;
    private final boolean studyToSites;

    AccessPolicy(RecentProof proof, Refusals refusals, @Value("${sivig.cohort.study-to-sites}") boolean studyToSites) {
        this.proof = proof;
        this.refusals = refusals;
        this.studyToSites = studyToSites;
    }

    /** During this request it cannot be said what the user may do, and why. */
    public static void doubt(HttpServletRequest request, RuntimeException why) {
        request.setAttribute(DOUBT, why);
    }

    /**
     * The user who is signed in.
     *
     * @throws AccessDeniedException when nobody is
     * @throws RuntimeException      why it cannot be said what they may do, as the database being away
     */
    public Viewer viewer() {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request != null && request.getAttribute(DOUBT, RequestAttributes.SCOPE_REQUEST) instanceof RuntimeException why) {
            throw why;
        }
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof Viewer viewer) {
            return viewer;
        }
        throw new AccessDeniedException("Not signed in");
    }

    /** That the viewer may not do what they ask for, which is put on record. */
    public AccessDeniedException denied(String what) {
        refusals.record(viewer(), what);
        return new AccessDeniedException(what);
    }

    /** @throws ProofNeededException when the viewer has shown too long ago who they are for what is asked */
    public void requireRecentProof() {
        proof.require();
    }

    /** The sites whose patients the viewer sees; empty when it is all of them. */
    public Optional<Set<String>> visibleSites() {
        Viewer viewer = viewer();
        return switch (viewer.role()) {
            case INVESTIGATOR, MONITOR -> Optional.of(viewer.sites());
            case DATA_MANAGER, STATISTICIAN -> Optional.empty();
            case ADMINISTRATOR -> Optional.of(Set.of());
        };
    }

    /** Whether the viewer sees patients at all. */
    public boolean seesPatients() {
        return visibleSites().map(sites -> !sites.isEmpty()).orElse(true);
    }

    /** @throws AccessDeniedException when the viewer sees none */
    public void requireSeesPatients() {
        if (!seesPatients()) {
            throw denied("Not allowed to see patients");
        }
    }

    public boolean sees(String site) {
        return visibleSites().map(sites -> sites.contains(site)).orElse(true);
    }

    /** Whether the viewer is told numbers of all sites together: who sees all of them, and where the study allows it who enters. */
    public boolean seesStudyInNumbers() {
        return visibleSites().isEmpty() || studyToSites && seesPatients() && viewer().role() == Role.INVESTIGATOR;
    }

    /** @throws AccessDeniedException when the viewer is not told numbers of all sites */
    public void requireSeesStudyInNumbers() {
        if (!seesStudyInNumbers()) {
            throw denied("Not allowed to see numbers of all sites");
        }
    }

    /** Whether the viewer enters and corrects answers of this site's patients; of a closed site nobody does. */
    public boolean enters(String site) {
        Viewer viewer = viewer();
        return viewer.role() == Role.INVESTIGATOR && viewer.sites().contains(site) && !viewer.closed().contains(site);
    }

    /** Whether the viewer sees letters and birth date of this site's patients, closed or not. */
    public boolean seesIdentity(String site) {
        Viewer viewer = viewer();
        return viewer.role() == Role.INVESTIGATOR && viewer.sites().contains(site);
    }

    /**
     * Whether the viewer sees the answers to an item of this site's patients, whom they see: identity only where they
     * enter, and who works for the study unless all they do is to analyse it.
     */
    public boolean sees(Item<?, ?> item, String site) {
        return item.isIdentity() ? seesIdentity(site) : sees(item);
    }

    /** The same of an item that is not identity, whatever the site. */
    public boolean sees(Item<?, ?> item) {
        return !item.isIdentity() && (!item.isProfessional() || viewer().role() != Role.STATISTICIAN);
    }

    /** @throws AccessDeniedException when the viewer may not enter answers of this site's patients */
    public void requireEnters(String site) {
        if (!enters(site)) {
            throw denied("Not allowed to enter data of this site");
        }
    }

    /** Whether the viewer takes what they see of patients out of the system as a file. */
    public boolean exports() {
        return seesPatients();
    }

    /**
     * @throws AccessDeniedException when the viewer may not take data out of the system
     * @throws ProofNeededException  as {@link #requireRecentProof}
     */
    public void requireExports() {
        if (!exports()) {
            throw denied("Not allowed to export data");
        }
        requireRecentProof();
    }

    /** Whether the viewer verifies the audit chains: of patients that shows the numbers, and nothing else. */
    public boolean verifiesAudit() {
        Role role = viewer().role();
        return role == Role.ADMINISTRATOR || role == Role.DATA_MANAGER;
    }

    /** @throws AccessDeniedException when the viewer may not verify the audit chains */
    public void requireVerifiesAudit() {
        if (!verifiesAudit()) {
            throw denied("Not allowed to verify the audit chains");
        }
    }

    /** Whether the viewer verifies answers at all: of the patients whom they see. */
    public boolean verifies() {
        return viewer().role() == Role.MONITOR;
    }

    /** Whether the viewer verifies answers of this site’s patients against the source. */
    public boolean verifies(String site) {
        return verifies() && sees(site);
    }

    /** @throws AccessDeniedException when the viewer may not verify answers of this site’s patients */
    public void requireVerifies(String site) {
        if (!verifies(site)) {
            throw denied("Not allowed to verify data of this site");
        }
    }

    /** Whether the viewer plans what should be verified. */
    public boolean plansVerification() {
        return viewer().role() == Role.DATA_MANAGER;
    }

    /** @throws AccessDeniedException when the viewer does not plan what should be verified */
    public void requirePlansVerification() {
        if (!plansVerification()) {
            throw denied("Not allowed to plan the verification");
        }
    }

    /** Whether the viewer sees what is to do at the sites whose patients they see, and the reports of visits there. */
    public boolean seesMonitoring() {
        return seesPatients() && (viewer().role() == Role.MONITOR || viewer().role() == Role.DATA_MANAGER);
    }

    /** @throws AccessDeniedException when the viewer does not see what is to do at sites */
    public void requireSeesMonitoring() {
        if (!seesMonitoring()) {
            throw denied("Not allowed to see monitoring visits");
        }
    }

    /** Whether the viewer compares sites with each other: who watches over the data, and not who enters them. */
    public boolean seesSignals() {
        return switch (viewer().role()) {
            case MONITOR, DATA_MANAGER, STATISTICIAN -> seesPatients();
            case INVESTIGATOR, ADMINISTRATOR -> false;
        };
    }

    /** @throws AccessDeniedException when the viewer does not compare sites */
    public void requireSeesSignals() {
        if (!seesSignals()) {
            throw denied("Not allowed to compare sites");
        }
    }

    /** Whether the viewer draws samples for a second reading, closes them and classes what differs. */
    public boolean drawsSamples() {
        return viewer().role() == Role.DATA_MANAGER;
    }

    /** @throws AccessDeniedException when the viewer may not draw samples */
    public void requireDrawsSamples() {
        if (!drawsSamples()) {
            throw denied("Not allowed to draw samples");
        }
    }

    /** Whether the viewer reads answers of this site’s patients a second time in the source. */
    public boolean readsSamples(String site) {
        return enters(site) || verifies(site);
    }

    /** Whether the viewer takes casebooks of this site through a step of their life, where the state allows it. */
    public boolean takes(Transition step, String site) {
        return switch (step) {
            case COMPLETE_CASEBOOK, REOPEN_CASEBOOK, SIGN, UNSIGN -> enters(site);
            case FREEZE, UNFREEZE, LOCK, UNLOCK, REMOVE, RESTORE -> sees(site) && viewer().role() == Role.DATA_MANAGER;
        };
    }

    /** Whether who takes a casebook through this step has to have shown not long ago who they are. */
    public static boolean asksProof(Transition step) {
        return step == Transition.LOCK || step == Transition.UNLOCK;
    }

    /**
     * @throws AccessDeniedException when the viewer may not take casebooks of this site through this step
     * @throws ProofNeededException  as {@link #requireRecentProof}, of what locks and unlocks
     */
    public void requireTakes(Transition step, String site) {
        if (!takes(step, site)) {
            throw denied("Not allowed to take casebooks of this site through " + step);
        }
        if (asksProof(step)) {
            requireRecentProof();
        }
    }

    /** The step with which the viewer makes a query at an answer of this site; null when they make none. */
    public @Nullable QueryStep raises(String site) {
        return !sees(site) ? null : switch (viewer().role()) {
            case MONITOR, DATA_MANAGER -> QueryStep.RAISE;
            case STATISTICIAN -> QueryStep.PROPOSE;
            case INVESTIGATOR -> QueryStep.NOTE;
            case ADMINISTRATOR -> null;
        };
    }

    /** Whether the viewer asks queries, or proposes them, at the answers that they see; the site only leaves notes. */
    public boolean asksQueries() {
        return switch (viewer().role()) {
            case MONITOR, DATA_MANAGER, STATISTICIAN -> true;
            case INVESTIGATOR, ADMINISTRATOR -> false;
        };
    }

    /**
     * Whether the viewer takes queries of this site through a step, where the state allows it.
     *
     * @param owner the role whose query it is: of who raised or released it
     */
    public boolean takes(QueryStep step, String site, Role owner) {
        Role role = viewer().role();
        return switch (step) {
            case RAISE, PROPOSE, NOTE -> raises(site) == step;
            case RELEASE -> raises(site) == QueryStep.RAISE;
            case ANSWER -> enters(site);
            case SEND_BACK, CLOSE, REOPEN, CANCEL -> sees(site)
                    && (role == Role.DATA_MANAGER || role == Role.MONITOR && owner == Role.MONITOR);
        };
    }

    /** Whether the viewer sees queries of this state in the patients whom they see: the site sees no drafts. */
    public boolean sees(QueryState state) {
        return state != QueryState.CANDIDATE || viewer().role() != Role.INVESTIGATOR;
    }

    /** Whether the viewer makes sites and accounts, and says what they are. */
    public boolean administers() {
        return viewer().role() == Role.ADMINISTRATOR;
    }

    /** @throws AccessDeniedException when the viewer does not */
    public void requireAdministers() {
        if (!administers()) {
            throw denied("Not allowed to administer accounts");
        }
    }

    /** Whether the viewer makes and withdraws checks of the whole study. */
    public boolean makesChecks() {
        return viewer().role() == Role.DATA_MANAGER;
    }

    /** @throws AccessDeniedException when the viewer may not make checks */
    public void requireMakesChecks() {
        if (!makesChecks()) {
            throw denied("Not allowed to make checks of the study");
        }
    }
}
