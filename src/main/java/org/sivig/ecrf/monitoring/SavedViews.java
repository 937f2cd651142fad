package org.sivig.ecrf.monitoring;

import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps queries of grids under names. Everybody sees their own, and those that others share. */
@Service
@Transactional
public class SavedViews {

    /** The user's own and the shared ones of a form, by name. */
    @Transactional(readOnly = true)
    public List<SavedView> list(String form) {
        throw new UnsupportedOperationException();
    }

    /**
     * Keeps a query under a name of the user's; one of this name is replaced.
     *
     * @param address the query as parameters of the address, with what the screen adds to it
     * @throws IllegalArgumentException when the name is blank or too long, or the address cannot be read
     */
    public SavedView save(String name, String form, String address, boolean shared) {
        throw new UnsupportedOperationException();
    }

    /**
     * Shows one of the user's to others, or hides it from them.
     *
     * @throws org.springframework.security.access.AccessDeniedException when it is not the user's
     */
    public SavedView share(long id, boolean shared) {
        throw new UnsupportedOperationException();
    }

    /** @throws org.springframework.security.access.AccessDeniedException when it is not the user's */
    public void delete(long id) {
        throw new UnsupportedOperationException();
    }
}
