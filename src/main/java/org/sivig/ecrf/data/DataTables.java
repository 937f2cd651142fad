package org.sivig.ecrf.data;

import jakarta.persistence.EntityManagerFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.sivig.ecrf.audit.AuditTrail;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.springframework.stereotype.Component;

/** In which column of its table an item is stored: as the mapping of its entity says. */
@Component
public class DataTables {

    private final EntityManagerFactory factory;
    private final Map<Item<?, ?>, String> columns = new ConcurrentHashMap<>();

    DataTables(EntityManagerFactory factory) {
        this.factory = factory;
    }

    /** @throws IllegalStateException when it is stored elsewhere, or in no column of its own */
    String column(Form<?> form, Item<?, ?> item) {
        return columns.computeIfAbsent(item, each -> {
            if (factory.unwrap(SessionFactoryImplementor.class).getMappingMetamodel()
                    .getEntityDescriptor(form.rowType()).findAttributeMapping(AuditTrail.propertyOf(item))
                    instanceof SelectableMapping column && column.getContainingTableExpression().equals(form.table())) {
                return column.getSelectionExpression();
            }
            throw new IllegalStateException("Item " + item + " has no column in " + form.table());
        });
    }
}
