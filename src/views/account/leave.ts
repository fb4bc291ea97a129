import { signOut } from './api.ts'

/// Signs out and loads the page again, at the same address: nothing of one person stays for the
/// next.
export async function leave(): Promise<void> {
  await signOut()
  location.reload()
}
