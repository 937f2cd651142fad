package org.sivig.ecrf.node;

import org.sivig.ecrf.OnH2;

class TwoNodesOnH2Test extends TwoNodesTest implements OnH2 {
}
