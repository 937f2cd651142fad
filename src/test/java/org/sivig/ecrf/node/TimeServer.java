package org.sivig.ecrf.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import org.apache.commons.net.ntp.NtpV3Impl;
import org.apache.commons.net.ntp.NtpV3Packet;
import org.apache.commons.net.ntp.TimeStamp;

/** A time server of this machine, whose clock is as far ahead as one likes. */
public final class TimeServer implements AutoCloseable {

    private final DatagramSocket socket;

    /** @param stratum how far it is from a clock of reference; 0 when it does not know the time itself */
    public TimeServer(Duration ahead, int stratum) throws IOException {
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    NtpV3Impl asked = new NtpV3Impl();
                    DatagramPacket packet = asked.getDatagramPacket();
                    socket.receive(packet);
                    TimeStamp now = TimeStamp.getNtpTime(System.currentTimeMillis() + ahead.toMillis());
                    NtpV3Impl answer = new NtpV3Impl();
                    answer.setMode(NtpV3Packet.MODE_SERVER);
                    answer.setVersion(NtpV3Packet.VERSION_3);
                    answer.setStratum(stratum);
                    answer.setOriginateTimeStamp(asked.getTransmitTimeStamp());
                    answer.setReceiveTimeStamp(now);
                    answer.setTransmitTime(now);
                    DatagramPacket back = answer.getDatagramPacket();
                    back.setSocketAddress(packet.getSocketAddress());
                    socket.send(back);
                }
            } catch (IOException closed) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(closed);
                }
            }
        });
    }

    /** As the setting names it. */
    public String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    @Override
    public void close() {
        socket.close();
    }
}
