package org.sivig.ecrf.casebook.ui;

import com.vaadin.flow.component.Component;

/** A page that shows something of its own in the bar. */
interface HasHead {
    Component head();
}
