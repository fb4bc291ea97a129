/// What somebody is in a series, and that they no longer are.
export const standing = {
  'signin.ended': 'You are signed out. Sign in to go on where you were.',
  'account.title': 'Your account',
  'account.menu': 'Your account: {{name}}',
  'account.signout': 'Sign out',
  'account.signin': 'Sign in with an account',
  'role.owner': 'Owner',
  'role.writer': 'Writer',
  'role.producer': 'Producer',
  'role.viewer': 'Viewer',
  'role.guest': 'Guest',
  'role.owner.may': 'Writes, and decides who else may',
  'role.writer.may': 'Writes, comments, marks episodes ready',
  'role.producer.may': 'Comments and asks for changes',
  'role.viewer.may': 'Reads',
  'standing.readonly.producer': 'Reading and commenting',
  'standing.readonly.viewer': 'Reading',
  'standing.readonly.long':
    'You are here as {{role}}: you can read, select and copy. Ask an owner if you want to write.',
  'ended.removed.title': 'You are no longer in this series',
  'ended.removed': 'Somebody who runs it has taken you out. Ask them if that was a mistake.',
  'ended.linkOver.title': 'Your link no longer works',
  'ended.linkOver':
    'The link you came by was taken back, or has run out. What you have said here stays. Ask whoever sent you the link for another.',
  'ended.unknown.title': 'This series is not here for you',
  'ended.unknown':
    'There is no series at this address, or you have not been invited to it. Ask whoever sent you the address for an invitation.',
  'ended.readOnly.title': 'You may no longer write here',
  'ended.readOnly':
    'Your role has changed to one that reads, and the server refused a change of yours.',
  'ended.as': 'You are signed in as {{name}}, {{email}}.',
  'ended.reload': 'Open it again to read',
  'invite.row.signoff': 'signs off as {{signOff}}',
} as const
