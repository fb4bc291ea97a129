import { createTransport } from 'nodemailer'

export interface Letter {
  readonly to: string
  readonly subject: string
  readonly text: string
}

/// Sends mail. Undefined where no mail server is set.
export interface Mail {
  /// Rejects when the mail server does not take it.
  send(letter: Letter): Promise<void>
}

export function mailThrough(smtpUrl: string, from: () => string): Mail {
  const transport = createTransport(smtpUrl)
  return {
    async send({ to, subject, text }) {
      await transport.sendMail({ from: from(), to, subject, text })
    },
  }
}
