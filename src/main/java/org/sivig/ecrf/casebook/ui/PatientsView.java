package org.sivig.ecrf.casebook.ui;

import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;

@Route("patients")
@PermitAll
class PatientsView extends Main {
}
