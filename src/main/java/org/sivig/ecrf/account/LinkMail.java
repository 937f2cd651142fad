package org.sivig.ecrf.account;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Service;

/** Sends links with which passwords are chosen to whom they belong, where a mail server is set; others are handed over. */
@Service
public class LinkMail {

    private final @Nullable JavaMailSender sender;
    private final String from;
    private final Administration administration;
    private final UserAccounts accounts;
    private final AccountLog log;

    @Autowired
    LinkMail(ObjectProvider<JavaMailSender> sender, @Value("${sivig.mail.from}") String from, Administration administration,
            UserAccounts accounts, AccountLog log) {
        this(sender.getIfAvailable(), from, administration, accounts, log);
    }

    LinkMail(@Nullable JavaMailSender sender, String from, Administration administration, UserAccounts accounts, AccountLog log) {
        this.sender = sender;
        this.from = from;
        this.administration = administration;
        this.accounts = accounts;
        this.log = log;
    }

    /** Whether the holder of this account has an address, and there is a server that would send to it. */
    public boolean reaches(String username) {
        return sender != null && accounts.findByUsername(username).filter(account -> !account.getEmail().isEmpty()).isPresent();
    }

    /**
     * Sends it, which is put on record, as it is that it could not be sent.
     *
     * @return whether the server took it; otherwise it has to be handed over
     */
    public boolean send(String username, String subject, String text) {
        return administration.act("mail a link to " + username, () -> {
            String to = accounts.findByUsername(username).map(UserAccount::getEmail).orElse("");
            if (sender == null || to.isEmpty()) {
                return false;
            }
            try {
                MimeMessage message = sender.createMimeMessage();
                MimeMessageHelper mail = new MimeMessageHelper(message, StandardCharsets.UTF_8.name());
                mail.setFrom(from);
                mail.setTo(to);
                mail.setSubject(subject);
                mail.setText(text);
                sender.send(message);
                log.add(AccountAct.LINK_MAILED, username, "", "");
                return true;
            } catch (MailException | MessagingException away) {
                log.addAlone(AccountAct.LINK_NOT_MAILED, username, away.getClass().getSimpleName());
                return false;
            }
        });
    }
}
