import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { Accounts } from '../server/auth/accounts.ts'
import { installationSecret } from '../server/auth/secret.ts'
import { readConfig } from '../server/config.ts'
import { openRecordsOf } from '../server/data.ts'
import { complain } from './input.ts'

/// `ninety reset-password EMAIL`: gives an account a new password, prints it, and signs it out
/// everywhere. Works beside a running server: it touches nothing that a server holds in memory.
/// Exits 1 when there is no such account.
export async function resetPassword([email, ...more]: readonly string[]): Promise<number> {
  if (!email || more.length > 0) return complain('Usage: ninety reset-password EMAIL', 2)
  const config = readConfig(process.env)
  if ('code' in config) return complain(config.message, 1)
  const { dataDir } = config
  if (config.databaseUrl === undefined && !existsSync(join(dataDir, 'ninety.sqlite'))) {
    return complain(`There is no data of Ninety in ${dataDir}.`, 1)
  }
  const records = await openRecordsOf(config)
  try {
    const secret = installationSecret(dataDir, config.secret)
    const log = pino({ level: config.logLevel }, pino.destination({ dest: 2, sync: true }))
    const publicUrl = () => config.publicUrl ?? ''
    const accounts = new Accounts({ records, secret, publicUrl, mail: undefined, log })
    const password = randomBytes(9).toString('base64url')
    if (!(await accounts.setPassword(email, password))) {
      return complain(`There is no account with the address ${email}.`, 1)
    }
    process.stdout.write(`The new password of ${email} is ${password}\n`)
    process.stdout.write('Whoever was signed in with this account is signed out.\n')
    return 0
  } finally {
    await records.destroy()
  }
}
