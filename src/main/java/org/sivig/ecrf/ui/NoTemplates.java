package org.sivig.ecrf.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.template.internal.DeprecatedPolymerPublishedEventHandler;
import java.lang.reflect.Type;
import tools.jackson.databind.JsonNode;

/**
 * There are no Polymer templates here. Vaadin asks for who reads their values at each argument of each call of a browser, and where
 * nobody is known it looks through all libraries, every time: a fortieth of what forty typists cost the packaged jar. Vaadin finds this
 * by its type and makes it, for which it has to be public.
 */
public class NoTemplates implements DeprecatedPolymerPublishedEventHandler {

    @Override
    public boolean isTemplateModelValue(Component instance, JsonNode argument, Class<?> type) {
        return false;
    }

    @Override
    public Object getTemplateItem(Component template, JsonNode argument, Type type) {
        throw new UnsupportedOperationException("No template");
    }
}
