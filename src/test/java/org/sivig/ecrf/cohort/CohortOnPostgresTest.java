package org.sivig.ecrf.cohort;

import org.sivig.ecrf.OnPostgres;

class CohortOnPostgresTest extends CohortTest implements OnPostgres {
}
