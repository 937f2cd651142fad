package org.sivig.ecrf.ui;

import com.vaadin.flow.component.Component;

/** A page that shows something of its own in the bar. */
public interface HasHead {
    Component head();
}
