package org.sivig.ecrf.casebook;

import org.sivig.ecrf.OnPostgres;

class PatientListOnPostgresTest extends PatientListTest implements OnPostgres {
}
