package org.sivig.ecrf.sample;

import org.sivig.ecrf.OnPostgres;

class SamplesOnPostgresTest extends SamplesTest implements OnPostgres {
}
