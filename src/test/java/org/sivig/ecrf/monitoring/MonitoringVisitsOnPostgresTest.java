package org.sivig.ecrf.monitoring;

import org.sivig.ecrf.OnTwoRoles;

class MonitoringVisitsOnPostgresTest extends MonitoringVisitsTest implements OnTwoRoles {
}
