package org.sivig.ecrf.account;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A device with one passkey, and the browser before it: answers what pages ask (Web Authentication, level 2). */
final class Authenticator {

    private static final int PRESENT = 0x01;
    private static final int VERIFIED = 0x04;
    private static final int WITH_KEY = 0x40;
    private static final int COORDINATE = 32;

    /** The address of the page, as its browser sees it. */
    String origin;
    /** Whether it makes sure who holds it. */
    boolean verifies = true;
    int counter;

    private final String rpId;
    private final KeyPair key;
    private final byte[] id = new byte[32];
    private String handle = "";

    Authenticator(String origin, String rpId) throws GeneralSecurityException {
        this.origin = origin;
        this.rpId = rpId;
        new SecureRandom().nextBytes(id);
        KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
        keys.initialize(new ECGenParameterSpec("secp256r1"));
        key = keys.generateKeyPair();
    }

    String create(String options) throws GeneralSecurityException {
        JsonNode asked = JsonMapper.shared().readTree(options);
        handle = asked.at("/user/id").asString();
        ECPublicKey of = (ECPublicKey) key.getPublic();
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.writeBytes(data(WITH_KEY));
        data.writeBytes(new byte[16]);
        data.writeBytes(new byte[] {0, (byte) id.length});
        data.writeBytes(id);
        data.writeBytes(HexFormat.of().parseHex("a5010203262001215820"));
        data.writeBytes(coordinate(of.getW().getAffineX()));
        data.writeBytes(HexFormat.of().parseHex("225820"));
        data.writeBytes(coordinate(of.getW().getAffineY()));
        ByteArrayOutputStream attestation = new ByteArrayOutputStream();
        attestation.writeBytes(HexFormat.of().parseHex("a363666d74646e6f6e656761747453746d74a068617574684461746158"));
        attestation.write(data.size());
        attestation.writeBytes(data.toByteArray());
        return answer("\"attestationObject\":\"" + text(attestation.toByteArray()) + "\",\"transports\":[\"internal\"]",
                client("webauthn.create", asked));
    }

    String get(String options) throws GeneralSecurityException {
        byte[] client = client("webauthn.get", JsonMapper.shared().readTree(options));
        byte[] data = data(0);
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key.getPrivate());
        signature.update(data);
        signature.update(MessageDigest.getInstance("SHA-256").digest(client));
        return answer("\"authenticatorData\":\"" + text(data) + "\",\"signature\":\"" + text(signature.sign()) + "\",\"userHandle\":\""
                + handle + "\"", client);
    }

    private String answer(String response, byte[] client) {
        return "{\"id\":\"%1$s\",\"rawId\":\"%1$s\",\"type\":\"public-key\",\"authenticatorAttachment\":\"platform\",\"clientExtensionResults\":{},\"response\":{\"clientDataJSON\":\"%2$s\",%3$s}}"
                .formatted(text(id), text(client), response);
    }

    private byte[] client(String type, JsonNode asked) {
        return "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\",\"crossOrigin\":false}"
                .formatted(type, asked.get("challenge").asString(), origin).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] data(int flags) throws GeneralSecurityException {
        return ByteBuffer.allocate(37).put(MessageDigest.getInstance("SHA-256").digest(rpId.getBytes(StandardCharsets.UTF_8)))
                .put((byte) (PRESENT | (verifies ? VERIFIED : 0) | flags)).putInt(counter).array();
    }

    private static byte[] coordinate(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] whole = new byte[COORDINATE];
        int length = Math.min(COORDINATE, bytes.length);
        System.arraycopy(bytes, bytes.length - length, whole, COORDINATE - length, length);
        return whole;
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
