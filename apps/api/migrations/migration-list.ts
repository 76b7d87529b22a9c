import { CreateSchemas1795305600000 } from './1795305600000-create-schemas.js';
import { CreateReference1795305601000 } from './1795305601000-create-reference.js';
import { CreatePerson1795305602000 } from './1795305602000-create-person.js';
import { CreateWorkforce1795305603000 } from './1795305603000-create-workforce.js';
import { CreateAssignment1795305604000 } from './1795305604000-create-assignment.js';
import { CreateLearning1795305605000 } from './1795305605000-create-learning.js';
import { CreateCpd1795305606000 } from './1795305606000-create-cpd.js';
import { CreateEvidence1795305607000 } from './1795305607000-create-evidence.js';
import { CreateAccess1795305608000 } from './1795305608000-create-access.js';
import { CreateIdempotency1795305609000 } from './1795305609000-create-idempotency.js';
import { CreateAudit1795305610000 } from './1795305610000-create-audit.js';
import { CreateBoard1795305611000 } from './1795305611000-create-board.js';
import { CreateDefinerFunctions1795305612000 } from './1795305612000-create-definer-functions.js';
import { CreateJobRole1795305613000 } from './1795305613000-create-job-role.js';
import { CreateStandingOn1795305614000 } from './1795305614000-create-standing-on.js';
import { CreateWithoutFormula1795305615000 } from './1795305615000-create-without-formula.js';
import { DeleteOutsideLearning1795305616000 } from './1795305616000-delete-outside-learning.js';
import { CreateJobQueue1795305617000 } from './1795305617000-create-job-queue.js';
import { CreateEmailMessage1795305618000 } from './1795305618000-create-email-message.js';
import { ForgetOldEmail1795305619000 } from './1795305619000-forget-old-email.js';
import { CreateReadModel1795305620000 } from './1795305620000-create-read-model.js';
import { NoteStandingChanges1795305621000 } from './1795305621000-note-standing-changes.js';
import { CreateAgencySetting1795305622000 } from './1795305622000-create-agency-setting.js';
import { FindAgenciesToCount1795305623000 } from './1795305623000-find-agencies-to-count.js';
import { KeepCountsAsDocument1795305624000 } from './1795305624000-keep-counts-as-document.js';
import { CreateBoardMonth1795305625000 } from './1795305625000-create-board-month.js';
import { CreateNudge1795305630000 } from './1795305630000-create-nudge.js';
import { LinkNudgeMessage1795305631000 } from './1795305631000-link-nudge-message.js';
import { PrepareExports1795305635000 } from './1795305635000-prepare-exports.js';
import { SupplyHeadcount1795305640000 } from './1795305640000-supply-headcount.js';
import { CreateYearlyReturn1795305641000 } from './1795305641000-create-yearly-return.js';
import { CreateQuestionCount1795305645000 } from './1795305645000-create-question-count.js';
import { ForgetOldKeys1795305650000 } from './1795305650000-forget-old-keys.js';
import { ChangeWorkforce1795305660000 } from './1795305660000-change-workforce.js';
import { TakeBackRecognition1795305661000 } from './1795305661000-take-back-recognition.js';
import { ChangeAgencies1795305670000 } from './1795305670000-change-agencies.js';
import { CreatePassphraseLink1795305680000 } from './1795305680000-create-passphrase-link.js';
import { CorrectCompletion1795305690000 } from './1795305690000-correct-completion.js';
import { ExportAsOperator1795305699000 } from './1795305699000-export-as-operator.js';
import { CreateImport1795305700000 } from './1795305700000-create-import.js';
import { ImportAsOperator1795305710000 } from './1795305710000-import-as-operator.js';
import { LookMembersUpByKey1795305720000 } from './1795305720000-look-members-up-by-key.js';
import { RenewDuties1795305730000 } from './1795305730000-renew-duties.js';
import { PauseWhatIsOwed1795305731000 } from './1795305731000-pause-what-is-owed.js';
import { SpreadPartnershipRules1795305732000 } from './1795305732000-spread-partnership-rules.js';
import { NoteDutyFaults1795305740000 } from './1795305740000-note-duty-faults.js';
import { SendNotices1795305750000 } from './1795305750000-send-notices.js';
import { CreatePlatformSetting1795305780000 } from './1795305780000-create-platform-setting.js';
import { KeepForATime1795305781000 } from './1795305781000-keep-for-a-time.js';
import { EraseOwnRecord1795305799000 } from './1795305799000-erase-own-record.js';
import { EditFrameworks1795305790000 } from './1795305790000-edit-frameworks.js';
import { CreateAccountMerge1795305801000 } from './1795305801000-create-account-merge.js';
import { MoveRowsBetweenAccounts1795305802000 } from './1795305802000-move-rows-between-accounts.js';

/**
 * Every migration, in the order in which they run. A list, not a search of the folder, so that it is the
 * same in the sources, in the build and in tests; a spec finds a file that was forgotten here.
 */
export const MIGRATIONS = [
  CreateSchemas1795305600000,
  CreateReference1795305601000,
  CreatePerson1795305602000,
  CreateWorkforce1795305603000,
  CreateAssignment1795305604000,
  CreateLearning1795305605000,
  CreateCpd1795305606000,
  CreateEvidence1795305607000,
  CreateAccess1795305608000,
  CreateIdempotency1795305609000,
  CreateAudit1795305610000,
  CreateBoard1795305611000,
  CreateDefinerFunctions1795305612000,
  CreateJobRole1795305613000,
  CreateStandingOn1795305614000,
  CreateWithoutFormula1795305615000,
  DeleteOutsideLearning1795305616000,
  CreateJobQueue1795305617000,
  CreateEmailMessage1795305618000,
  ForgetOldEmail1795305619000,
  CreateReadModel1795305620000,
  NoteStandingChanges1795305621000,
  CreateAgencySetting1795305622000,
  FindAgenciesToCount1795305623000,
  KeepCountsAsDocument1795305624000,
  CreateBoardMonth1795305625000,
  CreateNudge1795305630000,
  LinkNudgeMessage1795305631000,
  PrepareExports1795305635000,
  SupplyHeadcount1795305640000,
  CreateYearlyReturn1795305641000,
  CreateQuestionCount1795305645000,
  ForgetOldKeys1795305650000,
  ChangeWorkforce1795305660000,
  TakeBackRecognition1795305661000,
  ChangeAgencies1795305670000,
  CreatePassphraseLink1795305680000,
  CorrectCompletion1795305690000,
  ExportAsOperator1795305699000,
  CreateImport1795305700000,
  ImportAsOperator1795305710000,
  LookMembersUpByKey1795305720000,
  RenewDuties1795305730000,
  PauseWhatIsOwed1795305731000,
  SpreadPartnershipRules1795305732000,
  NoteDutyFaults1795305740000,
  SendNotices1795305750000,
  CreatePlatformSetting1795305780000,
  KeepForATime1795305781000,
  EditFrameworks1795305790000,
  EraseOwnRecord1795305799000,
  CreateAccountMerge1795305801000,
  MoveRowsBetweenAccounts1795305802000,
];
