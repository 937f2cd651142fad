package org.sivig.ecrf.monitoring;

import org.sivig.ecrf.OnPostgres;

class StandingChecksOnPostgresTest extends StandingChecksTest implements OnPostgres {
}
