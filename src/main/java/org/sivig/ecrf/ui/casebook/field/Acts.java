package org.sivig.ecrf.ui.casebook.field;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.casebook.Edit;

/** Stores several answers at once. */
public interface Acts {

    /**
     * Stores them as one act, which can be undone. The user may be asked why first.
     *
     * @param reason kept with the audit records
     * @param done   says what was done, once it is stored
     * @param then   gets null when it was stored, otherwise why nothing was
     */
    void act(List<Edit> edits, String reason, String done, Consumer<@Nullable String> then);
}
