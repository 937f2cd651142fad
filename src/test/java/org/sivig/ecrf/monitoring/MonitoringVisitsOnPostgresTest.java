package org.sivig.ecrf.monitoring;

import org.sivig.ecrf.OnPostgres;

class MonitoringVisitsOnPostgresTest extends MonitoringVisitsTest implements OnPostgres {
}
