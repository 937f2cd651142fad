package org.sivig.ecrf.monitoring;

import org.sivig.ecrf.OnPostgres;

class SamplesOnPostgresTest extends SamplesTest implements OnPostgres {
}
