package org.sivig.ecrf.data;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.account.DisplayNames;
import org.sivig.ecrf.crf.TypedText;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps queries of grids under names. Everybody who sees patients has their own, and sees those that others share. */
@Service
@Transactional
public class SavedViews {

    /** The most characters of a name. */
    public static final int NAME_LENGTH = 100;
    private static final int ADDRESS_LENGTH = 8_000;

    private final EntityManager entities;
    private final AccessPolicy policy;
    private final DisplayNames names;
    private final Clock clock;

    SavedViews(EntityManager entities, AccessPolicy policy, DisplayNames names, Clock clock) {
        this.entities = entities;
        this.policy = policy;
        this.names = names;
        this.clock = clock;
    }

    /**
     * The user's own and the shared ones of the form with this table, by name; without those that filter by what the
     * user does not see.
     */
    @Transactional(readOnly = true)
    public List<SavedView> list(String form) {
        String username = username();
        List<SavedViewRecord> views = entities.createQuery("from SavedViewRecord where form = :form "
                + "and (owner = :owner or shared) order by lower(name), owner", SavedViewRecord.class)
                .setParameter("form", form).setParameter("owner", username).getResultList();
        DisplayNames.Known known = names.among(views.stream().map(SavedViewRecord::getOwner).toList());
        return views.stream().map(view -> view.seenBy(username, known.of(view.getOwner())))
                .filter(view -> DataQuery.read(DataColumns.form(form), view.address()).query().filters().stream()
                        .allMatch(filter -> filter.column().isSeenBy(policy))).toList();
    }

    /**
     * Keeps a query under a name of the user's; one of this name is replaced.
     *
     * @param form    the table of the form
     * @param address the query as parameters of the address, with what the screen adds to it
     * @throws IllegalArgumentException when the name is blank or too long, there is no such form, or the address cannot
     *                                  be read
     */
    public SavedView save(String name, String form, String address, boolean shared) {
        String username = username();
        String stripped = TypedText.line(name);
        if (stripped.isEmpty() || stripped.length() > NAME_LENGTH || address.length() > ADDRESS_LENGTH) {
            throw new IllegalArgumentException("No name, or too long");
        }
        DataQuery.read(DataColumns.form(form), address).complete();
        SavedViewRecord view = named(stripped).orElseGet(() -> new SavedViewRecord(username, stripped, clock.instant()));
        view.keep(form, address, shared, clock.instant());
        entities.persist(view);
        entities.flush();
        return view.seenBy(username, policy.viewer().displayName());
    }

    /** Whether the user has one of this name, whatever the form. */
    @Transactional(readOnly = true)
    public boolean has(String name) {
        return named(TypedText.line(name)).isPresent();
    }

    private Optional<SavedViewRecord> named(String name) {
        return entities.createQuery("from SavedViewRecord where owner = :owner and name = :name", SavedViewRecord.class)
                .setParameter("owner", username()).setParameter("name", name).getResultStream().findFirst();
    }

    /**
     * Shows one of the user's to others, or hides it from them.
     *
     * @throws AccessDeniedException when it is not the user's
     */
    public SavedView share(long id, boolean shared) {
        SavedViewRecord view = own(id);
        view.share(shared, clock.instant());
        return view.seenBy(username(), policy.viewer().displayName());
    }

    /** @throws AccessDeniedException when it is not the user's */
    public void delete(long id) {
        entities.remove(own(id));
    }

    private SavedViewRecord own(long id) {
        SavedViewRecord view = entities.find(SavedViewRecord.class, id);
        if (view == null || !view.isOf(username())) {
            throw policy.denied("Not a view of this user");
        }
        return view;
    }

    private String username() {
        policy.requireSeesPatients();
        return policy.viewer().username();
    }
}
