package org.sivig.ecrf.monitoring;

import org.sivig.ecrf.OnH2;

class MonitoringVisitsOnH2Test extends MonitoringVisitsTest implements OnH2 {
}
