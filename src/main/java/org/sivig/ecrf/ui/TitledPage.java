package org.sivig.ecrf.ui;

import com.vaadin.flow.router.HasDynamicTitle;

/** A page whose tab says what it shows, and of which application. */
public interface TitledPage extends HasDynamicTitle {

    String APPLICATION = "SIVIG eCRF";

    /** What it is called. */
    String title();

    @Override
    default String getPageTitle() {
        return title().equals(APPLICATION) ? APPLICATION : title() + " · " + APPLICATION;
    }
}
