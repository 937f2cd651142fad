package org.sivig.ecrf.check;

import org.sivig.ecrf.OnPostgres;

class StandingChecksOnPostgresTest extends StandingChecksTest implements OnPostgres {
}
