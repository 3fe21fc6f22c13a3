import type { Message } from '../message';

// English: what is tried while setting up.
export const words = {
  'trial.report': 'Send a test report',
  'trial.report.about':
    'A report mail made here goes the whole way that real ones take, and is read but never counted.',
  'trial.report.domain': 'About the domain',
  'trial.report.send': 'Send test report',
  'trial.report.arrived': 'It arrived and was read: reports can come.',
  'trial.report.foreign':
    'But {domain} is not among your domains: real reports about it would be kept and not counted.',
  'trial.report.late': 'It has been under way for over a minute.',
  'trial.report.held': 'See what is held',
  'trial.stage.built.done': 'Made',
  'trial.stage.built.waiting': 'Being made',
  'trial.stage.built.failed': 'Could not be made',
  'trial.stage.connected.done': 'Connected to the sink',
  'trial.stage.connected.waiting': 'Connecting to the sink',
  'trial.stage.connected.failed': 'No connection to the sink',
  'trial.stage.taken.done': 'Taken, and safe on disk',
  'trial.stage.taken.waiting': 'Waiting to be taken',
  'trial.stage.taken.failed': 'Not taken',
  'trial.stage.decoded.done': 'Read, and known as a test',
  'trial.stage.decoded.waiting': 'Waiting to be read',
  'trial.stage.decoded.failed': 'Not read',
  'trial.trouble.sink_unreachable':
    'The sink does not answer on its own port. Look at the log, and whether another program has the port.',
  'trial.trouble.sink_refused':
    'The sink refused the mail. Its words say why; most often the address is not among its recipients.',
  'trial.trouble.sink_silent':
    'The sink took the connection and then said nothing in time. Look at the log and at the load of the machine.',
  'trial.trouble.sink_broke_off': 'The sink ended the conversation before it took the mail. Look at the log.',
  'trial.trouble.store_failed': 'The store could not write it down. Look at the log and at the free space of the disk.',
  'trial.mailbox':
    'Try an account here first: step by step, without changing anything in the mailbox. The password goes to that server alone and is not kept.',
  'trial.mailbox.named': 'Try {name}',
  'trial.mailbox.host': 'Server',
  'trial.mailbox.tls': 'Encryption',
  'trial.mailbox.port': 'Port',
  'trial.mailbox.user': 'User',
  'trial.mailbox.password': 'Password',
  'trial.mailbox.folder': 'Folder',
  'trial.mailbox.try': 'Try this account',
  'trial.mailbox.busy': 'Trying, for a minute at most.',
  'trial.mailbox.works': 'The account works.',
  'trial.step.credential': 'Password or token is there.',
  'trial.step.look_up': 'Address of the server.',
  'trial.step.connection': 'Connection.',
  'trial.step.tls': 'Encryption and certificate.',
  'trial.step.login': 'Login.',
  'trial.step.server': 'What the server can do.',
  'trial.step.folders': 'Folders of the mailbox.',
  'trial.step.folder': 'The folder to read.',
  'trial.step.filing': 'A folder to file into.',
} as const satisfies Record<string, Message>;
