package org.sivig.ecrf.casebook;

import org.sivig.ecrf.OnPostgres;

class LifeCycleOnPostgresTest extends LifeCycleTest implements OnPostgres {
}
