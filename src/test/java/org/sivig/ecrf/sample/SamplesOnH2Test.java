package org.sivig.ecrf.sample;

import org.sivig.ecrf.OnH2;

class SamplesOnH2Test extends SamplesTest implements OnH2 {
}
