import { TerraformResource } from 'cdktf';
import type { Construct } from 'constructs';

/**
 * A `terraform_data` that is replaced whenever one of its values changes, so that others can be replaced with it.
 *
 * The DataResource of cdktf runs `terraform version` at every synthesis, and fails on a machine that has none, for the sake of a
 * Terraform older than 1.4; this one runs nothing.
 *
 * @see https://developer.hashicorp.com/terraform/language/resources/terraform-data
 */
export class TerraformData extends TerraformResource {
  private readonly triggers: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, triggers: Readonly<Record<string, string>>) {
    super(scope, id, { terraformResourceType: 'terraform_data' });
    this.triggers = triggers;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { triggers_replace: this.triggers };
  }
}
