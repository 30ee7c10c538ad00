package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func daysInColdStorage() *lint.Rule {
	const least = 90
	return &lint.Rule{
		ID:       "E3504",
		Name:     "days-in-cold-storage",
		Title:    "A backup stays in cold storage for less than 90 days",
		Severity: diag.Error,
		Why:      `What goes to cold storage stays there for at least 90 days. AWS Backup refuses a plan that deletes it earlier.`,
		Help:     "set `DeleteAfterDays` to at least 90 more than `MoveToColdStorageAfterDays`",
		Bad: []lint.Example{{Name: "deleted too early", Template: `Conditions:
  Short: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Plan:
    Type: AWS::Backup::BackupPlan
    Properties:
      BackupPlan:
        BackupPlanName: nightly
        BackupPlanRule:
          - RuleName: nightly
            TargetBackupVault: vault
            Lifecycle:
              MoveToColdStorageAfterDays: 10
              DeleteAfterDays: !If [Short, 99, 100] # want
            CopyActions:
              - DestinationBackupVaultArn: arn:aws:backup:eu-west-1:123456789012:backup-vault:copies
                Lifecycle: {MoveToColdStorageAfterDays: 30, DeleteAfterDays: "60"} # want
`}},
		Good: []lint.Example{{Name: "deleted late enough, or never moved", Template: `Parameters:
  Days: {Type: Number}
Resources:
  Plan:
    Type: AWS::Backup::BackupPlan
    Properties:
      BackupPlan:
        BackupPlanName: nightly
        BackupPlanRule:
          - RuleName: nightly
            TargetBackupVault: vault
            Lifecycle: {MoveToColdStorageAfterDays: 10, DeleteAfterDays: 100}
          - RuleName: hourly
            TargetBackupVault: vault
            Lifecycle: {DeleteAfterDays: 7}
          - RuleName: weekly
            TargetBackupVault: vault
            Lifecycle: {MoveToColdStorageAfterDays: !Ref Days, DeleteAfterDays: 35}
          - RuleName: monthly
            TargetBackupVault: vault
            Lifecycle: {MoveToColdStorageAfterDays: 30, DeleteAfterDays: -1}
`}},
		Check: func(p *lint.Pass) {
			const rule = "BackupPlan.BackupPlanRule.*."
			for lifecycle := range besides(p.Template, "AWS::Backup::BackupPlan", rule+"Lifecycle", rule+"CopyActions.*.Lifecycle") {
				for move, remove := range both(p.Template, lifecycle, "MoveToColdStorageAfterDays", "DeleteAfterDays") {
					from, known := move.number(0)
					to, alsoKnown := remove.number(0)
					if known && alsoKnown && from >= 0 && to >= 0 && to < from+least {
						p.At(remove.value, "the backup goes to cold storage after %s and has to stay there for %d, but is deleted after %d", count(from, "day"), least, to).
							Note(move.value, "when it goes to cold storage")
					}
				}
			}
		},
	}
}
