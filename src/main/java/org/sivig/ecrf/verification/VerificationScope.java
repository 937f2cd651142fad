package org.sivig.ecrf.verification;

import java.util.Set;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;

/**
 * What of a casebook should be verified by the plan that holds. Anything else may be.
 *
 * @param whole    whether everything should be
 * @param critical items that should be in any case, as {@link VerificationPlan#ITEMS} names them
 */
public record VerificationScope(boolean whole, Set<String> critical) {

    public boolean covers(Form<?> form, Item<?, ?> item) {
        return whole || critical.contains(VerificationPlan.key(form, item));
    }
}
