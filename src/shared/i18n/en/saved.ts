/// What is safe, and the copy in the browser.
export const saved = {
  'saved.connecting': 'Opening',
  'saved.saved': 'Saved',
  'saved.saving': 'Saving',
  'saved.offline': 'Offline',
  'saved.offline.kept_one': 'Offline: {{count}} change kept in this browser',
  'saved.offline.kept_other': 'Offline: {{count}} changes kept in this browser',
  'saved.offline.unkept_one': 'Offline: {{count}} change only in this page',
  'saved.offline.unkept_other': 'Offline: {{count}} changes only in this page',
  'saved.trouble.server': 'Server cannot save',
  'saved.trouble.browser': 'Saved, no copy here',
  'saved.refused': 'Not saving',
  'saved.brief.unkept': 'Not kept',
  'saved.brief.server': 'Not saved',
  'saved.brief.browser': 'Saved',

  'saved.detail': 'What is safe',
  'saved.detail.connecting': 'The series is being read.',
  'saved.detail.saved':
    'Everything you typed is on the server’s disk. This browser keeps a copy, so that you can go on without a connection.',
  'saved.detail.saving_one': '{{count}} change is on its way to the server’s disk.',
  'saved.detail.saving_other': '{{count}} changes are on their way to the server’s disk.',
  'saved.detail.line': 'There is no connection to the server.',
  'saved.detail.tooMuch':
    'The server has asked this page to wait for half a minute, because too much came from it at once.',
  'saved.detail.server':
    'The server answers but cannot write to its disk: it may be full. Tell whoever runs it. This page tries again by itself.',
  'saved.detail.nothing': 'Everything you typed before is on the server’s disk.',
  'saved.detail.goOn': 'You can go on writing: it is kept in this browser.',
  'saved.detail.goOn.unkept':
    'What you write now is only in this page until the connection is back: keep it open.',
  'saved.detail.kept_one':
    '{{count}} change is kept in this browser, also when you close the page. It is saved by itself once the server can be reached.',
  'saved.detail.kept_other':
    '{{count}} changes are kept in this browser, also when you close the page. They are saved by themselves once the server can be reached.',
  'saved.detail.unkept_one':
    '{{count}} change is only in this page: keep it open. It is saved by itself once the server can be reached.',
  'saved.detail.unkept_other':
    '{{count}} changes are only in this page: keep it open. They are saved by themselves once the server can be reached.',
  'saved.detail.refused': 'The server takes nothing more from this page: {{reason}}.',
  'saved.detail.refused.changes_one': '{{count}} change of yours has not reached it.',
  'saved.detail.refused.changes_other': '{{count}} changes of yours have not reached it.',
  'saved.detail.online':
    'Everything you typed is on the server’s disk, as long as you are connected.',

  'unkept.title': 'This browser keeps no copy.',
  'unkept.refused': 'It lets pages keep nothing: a private window, or a setting.',
  'unkept.full': 'Its storage is full.',
  'unkept.lost': 'Its copy was taken away, by another window or by the browser itself.',
  'unkept.so':
    'Without a connection, what you type would be only in this page. As long as you are connected, everything is saved on the server.',
  'unkept.understood': 'Understood',

  'refused.signedOut': 'you are signed out',
  'refused.removed': 'you are no longer in this series',
  'refused.linkOver': 'the link you came by no longer works',
  'refused.readOnly': 'you may only read here',
  'refused.malformed': 'something it sent could not be read',
  'refused.unknown': 'there is no such series',
  'refused.unapplied': 'a change could not be taken over',
  'refused.replaced': 'the series on the server is another one than in this browser',
  'refused.notYours': 'it holds text of somebody else that the series does not',
  'refused.outdated': 'it is older than the server',
  'refused.other': 'it gave the code {{code}}',

  'ended.replaced.title': 'This series was replaced on the server',
  'ended.replaced':
    'What this browser has is of an earlier document, and the two cannot be put together. The text here is set aside: take it along, or make a series of its own of it. Then open what is on the server.',
  'ended.notYours.title': 'The server does not know some of this text',
  'ended.notYours':
    'This browser has text of somebody else that is not in the series any more. The text here is set aside: take it along, or make a series of its own of it. Then open what is on the server.',
  'ended.unapplied.title': 'The server could not take over a change',
  'ended.unapplied':
    'The text here is set aside: take it along, or make a series of its own of it. Then open what is on the server.',
  'ended.malformed.title': 'The server could not read this page',
  'ended.malformed':
    'The text here is set aside: take it along, or make a series of its own of it. Then open what is on the server.',
  'ended.outdated.title': 'This page is older than the server',
  'ended.outdated': 'Load it again to get the new version. What you typed stays in this browser.',
  'ended.outdated.unkept': 'Download what you typed before you load it again.',
  'ended.update': 'Load the new version',
  'ended.changes_one':
    '{{count}} change of yours has not reached the server. Download it before it is removed from this browser.',
  'ended.changes_other':
    '{{count}} changes of yours have not reached the server. Download them before they are removed from this browser.',
  'ended.unsent_one': '{{count}} change of yours has not reached the server.',
  'ended.unsent_other': '{{count}} changes of yours have not reached the server.',
  'ended.cleared': 'The copy in this browser has been removed.',
  'signin.ended.changes_one':
    'You are signed out. {{count}} change has not reached the server: sign in, and it is saved.',
  'signin.ended.changes_other':
    'You are signed out. {{count}} changes have not reached the server: sign in, and they are saved.',

  'rescue.download': 'Download this text',
  'rescue.keep': 'Keep it as a new series',
  'rescue.kept': '“{{title}}” is a series of its own now.',
  'rescue.title': '{{title}} (from this browser)',
  'rescue.open': 'Open the series on the server',
  'rescue.remove': 'Remove it from this browser',
  'rescue.remove.sure': 'Remove it for good?',
  'rescue.remove.why': 'The text is not on the server. If you have not downloaded it, it is gone.',
  'rescue.aside': 'Text of this browser was set aside {{when}}.',
  'rescue.aside.changes_one': 'It holds {{count}} change that never reached the server.',
  'rescue.aside.changes_other': 'It holds {{count}} changes that never reached the server.',

  'leaving.title': 'Leave with unsaved changes?',
  'leaving.why_one':
    '{{count}} change is only in this page: neither on the server nor kept in this browser. It is lost when you leave.',
  'leaving.why_other':
    '{{count}} changes are only in this page: neither on the server nor kept in this browser. They are lost when you leave.',
  'leaving.stay': 'Stay here',
  'leaving.leave': 'Leave and lose them',

  'signout.title': 'Sign out with unsaved changes?',
  'signout.why':
    'The server does not have all that you typed. Signing out removes it from this browser:',
  'signout.row_one': '{{title}}: {{count}} change',
  'signout.row_other': '{{title}}: {{count}} changes',
  'signout.row.aside': '{{title}}: text that was set aside',
  'signout.stay': 'Stay signed in',
  'signout.leave': 'Sign out and lose them',
  'signout.download': 'Download',

  'version.new': 'There is a new version of Ninety.',
  'version.take': 'Load it',

  'library.copies': 'Kept in this browser',
  'library.copies.none': 'No series is kept in this browser.',
  'library.copies.lead':
    'These series open all the same. What you write is kept here until the server answers.',
  'library.copies.used': 'Opened {{when}}',
  'library.copies.unsent_one': '{{count}} change not on the server',
  'library.copies.unsent_other': '{{count}} changes not on the server',
  'library.unsent.sending_one':
    '{{title}}: {{count}} change in this browser is not on the server yet. It is on its way.',
  'library.unsent.sending_other':
    '{{title}}: {{count}} changes in this browser are not on the server yet. They are on their way.',
  'library.unsent.refused_one':
    '{{title}}: the server does not take {{count}} change that is in this browser.',
  'library.unsent.refused_other':
    '{{title}}: the server does not take {{count}} changes that are in this browser.',
  'library.unsent.open': 'Open the series',
} as const
